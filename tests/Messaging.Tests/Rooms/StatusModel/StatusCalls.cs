using System.Diagnostics.CodeAnalysis;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms.StatusModel;

/// <summary>
/// What becomes of the client's calls: sessions are opened one by one, subscriptions are refused, or take their time. They are handled
/// in the order in which they came, as on the wire.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is not used holds nothing.")]
internal sealed class StatusCalls
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _mayOpen = new(0);
    private readonly AsyncLocal<(StatusRoom Room, TaskCompletionSource Done, Task? Held)?> _call = new();
    private readonly FakeServer _server;
    private readonly StatusRoom[] _rooms;
    private readonly Func<bool> _isReconnecting;
    private readonly List<(FakeSession Session, StatusRoom Room)> _waiting = [];
    private Task _latest = Task.CompletedTask;
    private TaskCompletionSource? _held;
    private bool _holdsAnswers;
    private int _opening;
    private int _underWay;

    public StatusCalls(FakeServer server, StatusRoom[] rooms, Func<bool> isReconnecting)
    {
        (_server, _rooms, _isReconnecting) = (server, rooms, isReconnecting);
        server.OnOpen = OpenAsync;
        server.OnCall = OnCall;
        server.OnReply = OnReplyAsync;
    }

    /// <summary>How many sessions are being opened, and wait until they may be.</summary>
    public int Opening => Volatile.Read(ref _opening);

    /// <summary>Whether a call waits until it is released.</summary>
    public bool IsWaiting
    {
        get
        {
            lock (_lock)
            {
                return _held is not null && _waiting.Exists(call => !call.Session.Ended.IsCompleted);
            }
        }
    }

    /// <summary>Whether calls that come are held back.</summary>
    public bool IsHolding
    {
        get
        {
            lock (_lock)
            {
                return _held is not null;
            }
        }
    }

    /// <summary>Whether some were released, and are not done yet. The clock must not go on as long: the client would lose patience.</summary>
    public bool IsReleasing
    {
        get
        {
            lock (_lock)
            {
                return _held is null && (_underWay > 0 || !_latest.IsCompleted);
            }
        }
    }

    /// <summary>Whether a call for this room waits, and others that may come wait for that.</summary>
    public bool IsWaitingFor(StatusRoom room)
    {
        lock (_lock)
        {
            return _held is not null && _waiting.Exists(call => call.Room == room && !call.Session.Ended.IsCompleted);
        }
    }

    public void LetOpen() => _mayOpen.Release();

    /// <summary>From now on nothing is subscribed or unsubscribed.</summary>
    /// <param name="answers">It is, and the client does not hear of it.</param>
    public void Hold(bool answers)
    {
        lock (_lock)
        {
            if (_held is null)
            {
                _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _holdsAnswers = answers;
            }
        }
    }

    public void Release()
    {
        lock (_lock)
        {
            _held?.TrySetResult();
            (_held, _holdsAnswers) = (null, false);
            _waiting.Clear();
        }
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _opening);
        try
        {
            await _mayOpen.WaitAsync(cancellationToken);
            Array.ForEach(_rooms, room => room.IsWanted = false);
        }
        finally
        {
            Interlocked.Decrement(ref _opening);
        }
    }

    // Not async: what it leaves in the context is for the answer of the same call.
    private Task OnCall(string call, CancellationToken cancellationToken)
    {
        string verb = call.Split(' ')[0];
        StatusRoom room = Array.Find(_rooms, room => call.EndsWith(room.Path, StringComparison.Ordinal))!;
        _call.Value = null;
        switch (verb)
        {
            case "subscribe" when room.Subscribe(_isReconnecting()) is { } refusal:
                return Task.FromException(refusal);
            case "unsubscribe":
                room.IsWanted = false;
                break;
            case not "subscribe":
                return Task.CompletedTask;
        }

        lock (_lock)
        {
            Task former = _latest;
            var done = new TaskCompletionSource();
            _call.Value = (room, done, _holdsAnswers ? _held?.Task : null);
            _latest = done.Task;
            return WaitInTurnAsync(room, former, _holdsAnswers ? null : _held?.Task, done, cancellationToken);
        }
    }

    private Task OnReplyAsync()
    {
        if (_call.Value is not { } call)
        {
            return Task.CompletedTask;
        }

        call.Done.TrySetResult();
        lock (_lock)
        {
            return call.Held is null ? Task.CompletedTask : WaitAsync(call.Room, call.Held, CancellationToken.None);
        }
    }

    private async Task WaitInTurnAsync(StatusRoom room, Task former, Task? held, TaskCompletionSource done, CancellationToken cancellationToken)
    {
        try
        {
            if (held is not null)
            {
                await WaitAsync(room, held, cancellationToken);
            }

            await former.WaitAsync(cancellationToken);
        }
        catch
        {
            done.TrySetResult();
            throw;
        }
    }

    /// <summary>To be called under the lock.</summary>
    private async Task WaitAsync(StatusRoom room, Task released, CancellationToken cancellationToken)
    {
        FakeSession session = _server.Session;
        int losses = session.Refreshes;
        if (!released.IsCompleted)
        {
            _waiting.Add((session, room));
            Interlocked.Increment(ref _underWay);
            try
            {
                await Task.WhenAny(released, session.Ended).WaitAsync(cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref _underWay);
            }
        }

        // A loss takes with it what is under way, calls as well as answers (SESS-13).
        if (!released.IsCompleted || session.Refreshes != losses)
        {
            throw new MessagingException(MessagingErrorCode.ConnectionLost, "dropped before the answer came", isTransient: true);
        }
    }
}
