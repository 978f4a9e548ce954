using Messaging.Sessions;

namespace Messaging.Tests.Rooms.StatusModel;

/// <summary>A handle of a room with one who watches its status all the time, one who looks now and then, and a reader.</summary>
internal sealed class StatusHandle
{
    private readonly Lock _lock = new();
    private readonly List<RoomStatus> _seen = [];
    private readonly List<RoomStatus> _rests = [];
    private readonly IAsyncEnumerator<RoomStatus> _slow;
    private readonly Task _watching;
    private List<RoomEvent> _told = [];
    private Task _reading;
    private RoomStatus? _slowlySeen;
    private RoomStatus? _left;
    private DateTimeOffset _restedAt;

    public StatusHandle(StatusRoom room, IChatRoom handle, DateTimeOffset now)
    {
        Of = room;
        Room = handle;
        _restedAt = now;
        _slow = handle.WatchStatusAsync().GetAsyncEnumerator();
        _watching = WatchAsync();
        _reading = Read();
    }

    public StatusRoom Of { get; }

    public IChatRoom Room { get; }

    public bool IsLeft => _left is not null;

    public Task Leave(DateTimeOffset now)
    {
        RoomStatus before = Room.Status;
        _left ??= before.State == RoomState.Closed ? before : new RoomStatus(RoomState.Closed, now);
        return Room.LeaveAsync();
    }

    /// <summary>Who reads again after the room had failed.</summary>
    public void ReadAgain()
    {
        if (_reading.IsCompleted && Room.Status.State is RoomState.Joined or RoomState.Interrupted)
        {
            _reading = Read();
        }
    }

    /// <summary>Whoever comes to look sees the status of that moment.</summary>
    public async Task LookAsync()
    {
        if (_slowlySeen != Room.Status)
        {
            Demand(await _slow.MoveNextAsync().AsTask().Within(), "is not told, but its status has changed");
            Demand(_slow.Current == Room.Status, $"is {Room.Status}, but somebody who looks now sees {_slow.Current}");
            _slowlySeen = _slow.Current;
        }
    }

    /// <summary>What is wrong with the status while nothing happens; <see langword="null"/>: nothing.</summary>
    public string? FindProblem(ConnectionStatus client, MessagingException? outage, bool isHeld, bool mayFlap)
    {
        RoomStatus status = Room.Status;
        RoomStatus? before = _rests.LastOrDefault();
        bool isRight = _left is not null ? status == _left
            : client.State == ConnectionState.Closed ? status.State == RoomState.Closed && status.Error == client.Error
            : Of.Allows(status, outage, isHeld);
        bool isSinceThen = status.Since >= _restedAt;
        return !isRight ? Tell($"says {status}, and the client {client.State}")
            : before is not null && !(status.State == before.State ? status.Since == before.Since || (mayFlap && isSinceThen) : isSinceThen)
                ? Tell($"was {before} at {_restedAt:T} and is {status}")
            : FindWatched() != status ? Tell($"says {status}, and who watches it sees {FindWatched()}")
            : FindTold(status, isHeld) is { } lie ? Tell(lie)
            : null;
    }

    public void Rest(DateTimeOffset now)
    {
        _restedAt = now;
        if (_rests.LastOrDefault() != Room.Status)
        {
            _rests.Add(Room.Status);
        }
    }

    public bool WasTold(string text)
    {
        lock (_lock)
        {
            return _told.Exists(told => told is MessagePosted { Message.Text: var posted } && posted == text);
        }
    }

    /// <summary>After the end: everybody has heard of it, and what was seen on the way can be.</summary>
    public async Task CheckEndAsync()
    {
        await _watching.Within();
        await _reading.WaitAsync(WithinExtensions.Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Demand(_reading.IsCompleted, "is closed, and its reader reads on");
        Demand(_seen[^1] == Room.Status && Room.Status.State == RoomState.Closed, $"is {Room.Status}, and who watched it saw {_seen[^1]} at last");
        await LookAsync();
        Demand(!await _slow.MoveNextAsync().AsTask().Within(), "is closed, and somebody who looks is told more");
        await _slow.DisposeAsync();

        foreach ((RoomStatus a, RoomStatus b) in _seen.Zip(_seen.Skip(1)))
        {
            Demand(a != b && a.State != RoomState.Closed && b.Since >= a.Since, $"said {a} and then {b}");
            Demand((a.State, a.Since) != (b.State, b.Since) || a.Error != b.Error, $"said {a} twice");
            Demand((a.State, b.State) is not (RoomState.Joined, RoomState.Failed), $"said {a} and then {b}");
        }

        foreach (RoomStatus status in _seen)
        {
            Demand(IsExplained(status), $"said {status}");
        }

        int at = 0;
        _rests.ForEach(rest => Demand((at = _seen.IndexOf(rest, at)) >= 0, $"was {rest}, and who watched it did not see that"));
    }

    public override string ToString() => $"A handle of {Of}";

    /// <summary>What the reader knows that does not go with the status.</summary>
    private string? FindTold(RoomStatus status, bool isHeld)
    {
        RoomEvent? last;
        lock (_lock)
        {
            last = _told.LastOrDefault();
            if (_told.Count(told => told is CaughtUp) > 1)
            {
                return "told its reader twice that it was caught up";
            }
        }

        bool isOver = _reading.IsCompleted;
        return status switch
        {
            { State: RoomState.Closed } => isOver ? null : $"says {status}, and its reader reads on",
            { State: RoomState.Failed } => WasRefused ? null : $"says {status}, and its reader was told {FindFailure()}",
            _ when isOver => WasRefused
                ? null // The room had failed, and does not any more.
                : $"says {status}, and its reader has ended: {FindFailure()}",
            { State: RoomState.Interrupted, Error.Code: not MessagingErrorCode.ConnectionLost } when !isHeld =>
                last is Gap { Reason: var reason } && reason == ReasonOf(status.Error!)
                    ? null
                    : $"says {status}, and its reader was told {last?.ToString() ?? "nothing"} at last",
            _ => null,
        };
    }

    private bool WasRefused => FindFailure() is MessagingException { Code: MessagingErrorCode.RoomKindMismatch };

    private static GapReason ReasonOf(MessagingException error) =>
        error.Code == MessagingErrorCode.NotPermitted ? GapReason.NotPermitted : GapReason.SubscriptionEnded;

    private Exception? FindFailure() => _reading.IsFaulted ? _reading.Exception!.InnerException : null;

    private static bool IsExplained(RoomStatus status) => status.State switch
    {
        RoomState.Joined => status.Error is null,
        RoomState.Interrupted =>
            status.Error?.Code is MessagingErrorCode.ConnectionLost or MessagingErrorCode.ServerError or MessagingErrorCode.NotPermitted
                or MessagingErrorCode.Timeout or MessagingErrorCode.RoomKindMismatch, // The last is what the server is made to refuse with.
        RoomState.Failed => status.Error?.Code == MessagingErrorCode.RoomKindMismatch,
        _ => true,
    };

    private RoomStatus? FindWatched()
    {
        lock (_lock)
        {
            return _seen.LastOrDefault();
        }
    }

    private async Task WatchAsync()
    {
        await foreach (RoomStatus status in Room.WatchStatusAsync())
        {
            lock (_lock)
            {
                _seen.Add(status);
            }
        }
    }

    private Task Read()
    {
        Task reading = ReadAsync(_told = []);
        reading.Abandon();
        return reading;
    }

    private async Task ReadAsync(List<RoomEvent> told)
    {
        await foreach (RoomEvent roomEvent in Room.ReadAsync())
        {
            lock (_lock)
            {
                told.Add(roomEvent);
            }
        }
    }

    private string Tell(string problem) => $"{this} {problem}.";

    private void Demand(bool condition, string problem)
    {
        if (!condition)
        {
            throw new InvalidOperationException(Tell(problem));
        }
    }
}
