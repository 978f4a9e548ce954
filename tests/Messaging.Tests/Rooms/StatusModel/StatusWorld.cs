using System.Diagnostics;
using Messaging.Sessions;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms.StatusModel;

/// <summary>A server, a client with handles of two rooms, and what the steps of a schedule do with them.</summary>
internal sealed class StatusWorld : IAsyncDisposable
{
    private const int MostHandles = 6;

    /// <summary>How long anything may take that does not wait for the clock, which stands still.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly StatusStepKind[] Healing =
    [
        StatusStepKind.Release, StatusStepKind.Allow, StatusStepKind.Grant, StatusStepKind.Resume, StatusStepKind.Reopen,
        StatusStepKind.RenewSubscription, StatusStepKind.AddTopic,
    ];

    private readonly ObservableTime _time = new();
    private readonly FakeServer _server;
    private readonly StatusCalls _calls;
    private readonly MessagingClient _client;
    private readonly StatusRoom[] _rooms;
    private readonly List<StatusHandle> _handles = [];
    private readonly List<(StatusRoom Room, Task<IChatRoom> Task)> _joining = [];
    private readonly List<Task> _asked = [];
    private MessagingException? _outage;
    private int _posts;

    public StatusWorld(TimeSpan reconnectTimeout)
    {
        _server = new FakeServer { Time = _time };
        _rooms = [new StatusRoom(_server, "lobby", RoomKind.Live), new StatusRoom(_server, "diary", RoomKind.History)];
        _server.Security.Permissions = (_, path) =>
            [.. Enum.GetValues<PathPermission>().Where(p => p != PathPermission.ReadTopic || Array.Find(_rooms, r => r.Path == path)!.MayRead)];
        _server.Security.OnCall = call =>
        {
            Array.Find(_rooms, room => call == $"permissions {room.Path}")?.NoteAsked();
            return Task.CompletedTask;
        };
        _calls = new StatusCalls(_server, _rooms, () => _client!.Status.State == ConnectionState.Reconnecting);
        var options = new MessagingOptions
        {
            Url = new Uri("wss://fake:8080"), CapabilityRefreshInterval = TimeSpan.FromSeconds(5), ReconnectTimeout = reconnectTimeout,
        };
        _client = new MessagingClient(options, (o, _) => _server.As(o.Principal), null, _time, () => 0.5);
    }

    private bool IsClosed => _client.Status.State == ConnectionState.Closed;

    public async Task RunAsync(IEnumerable<StatusStep> steps)
    {
        _calls.LetOpen();
        await _client.ConnectAsync().Within();
        int number = 0;
        foreach (StatusStep step in steps)
        {
            try
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                await RestAsync();
                await TakeAndRestAsync(step);
                number++;
            }
            catch (Exception problem)
            {
                throw new InvalidOperationException($"After {number} steps, {step}: {problem.Message}", problem);
            }
        }

        await FinishAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _calls.Release();
        Task disposing = _client.DisposeAsync().AsTask();
        await _time.PassUntilOverAsync(disposing, TimeSpan.FromSeconds(1));
    }

    private async Task TakeAndRestAsync(StatusStep step)
    {
        int[] subscriptions = [.. _rooms.Select(room => room.Subscriptions)];
        await TakeAsync(step);

        // With the link back the room is joined, and a moment later it is said that it is not, or the client finds out. And a confirmation
        // that the client asked for before may bring back what the server ends now.
        await RestAsync(room => step.Kind is StatusStepKind.Resume or StatusStepKind.ResumeWithLoss
            || (step.Kind == StatusStepKind.EndSubscription && room.Subscriptions > subscriptions[Array.IndexOf(_rooms, room)]));
    }

    private async Task TakeAsync(StatusStep step)
    {
        StatusRoom room = _rooms[step.Which % _rooms.Length];
        StatusHandle? handle = _handles.Count > 0 ? _handles[step.Which % _handles.Count] : null;
        switch (step.Kind)
        {
            case StatusStepKind.Join when !IsClosed && _handles.Count(h => !h.IsLeft) < MostHandles:
                Join(room);
                break;
            case StatusStepKind.Leave when handle is not null:
                _asked.Add(handle.Leave(_time.GetUtcNow()));
                break;
            case StatusStepKind.Look when handle is not null:
                await handle.LookAsync();
                break;
            case StatusStepKind.Wait:
                _time.Advance(TimeSpan.FromSeconds(6));
                break;
            case StatusStepKind.Dispose:
                _asked.Add(_client.DisposeAsync().AsTask());
                break;
            case StatusStepKind.HoldCalls or StatusStepKind.HoldAnswers:
                _calls.Hold(answers: step.Kind == StatusStepKind.HoldAnswers);
                break;
            case StatusStepKind.Release:
                _calls.Release();
                break;
            case StatusStepKind.Post when !IsClosed:
                await PostAsync(room);
                break;
            default:
                await DisturbAsync(step.Kind, room);
                break;
        }
    }

    private async Task DisturbAsync(StatusStepKind kind, StatusRoom room)
    {
        FakeSession session = _server.Session;
        bool isAlive = !session.Ended.IsCompleted;
        bool isConnected = _client.Status.State == ConnectionState.Connected;
        switch (kind)
        {
            case StatusStepKind.LoseLink when isConnected:
                session.LoseLink();
                _outage = session.Link.Now.Value.Cause;
                break;
            case StatusStepKind.Resume when isAlive && !session.Link.IsUp:
                session.Resume();
                break;
            case StatusStepKind.ResumeWithLoss when isAlive && !session.Link.IsUp:
                session.ResumeWithLoss();
                break;
            case StatusStepKind.Drop when isAlive:
                session.Drop();
                _outage = isConnected ? await session.Ended : _outage;
                break;
            case StatusStepKind.Reopen when !isAlive && !IsClosed:
                await ReopenAsync();
                break;
            case StatusStepKind.RemoveTopic when room.HasTopic:
                _server.Remove(room.Path);
                break;
            default:
                lock (_server.Gate)
                {
                    Disturb(kind, room);
                }

                break;
        }
    }

    private static void Disturb(StatusStepKind kind, StatusRoom room)
    {
        switch (kind)
        {
            case StatusStepKind.AddTopic:
                room.AddTopic();
                break;
            case StatusStepKind.EndSubscription:
                room.EndSubscription();
                break;
            case StatusStepKind.RenewSubscription:
                room.Renew();
                break;
            case StatusStepKind.Forbid when room.MayRead:
                room.Forbid();
                break;
            case StatusStepKind.Grant when !room.MayRead:
                room.Grant();
                break;
            case StatusStepKind.Refuse or StatusStepKind.Allow:
                room.IsRefusing = kind == StatusStepKind.Refuse;
                break;
        }
    }

    private void Join(StatusRoom room)
    {
        Task<IChatRoom> joining = _client.JoinAsync(room.Name, room.Options);
        joining.Abandon();
        _joining.Add((room, joining));
    }

    private void NoteJoined()
    {
        foreach ((StatusRoom room, Task<IChatRoom> joining) in _joining.FindAll(joining => joining.Task.IsCompleted))
        {
            if (joining.IsCompletedSuccessfully)
            {
                room.NoteJoined();
                _handles.Add(new StatusHandle(room, joining.Result, _time.GetUtcNow()));
            }

            _joining.Remove((room, joining));
        }
    }

    /// <summary>The client may open one more session, and does when its turn has come.</summary>
    private async Task ReopenAsync()
    {
        int sessions = _server.Sessions.Count;
        await UntilAsync(() => IsClosed || _calls.Opening > 0 ? null : PassToAttempt("The client opens no session."));
        if (!IsClosed)
        {
            // The attempt that waits may be over just now, and then it is the next one.
            _calls.LetOpen();
            await UntilAsync(
                () => IsClosed || _server.Sessions.Count > sessions ? null : PassToAttempt("The client does not get the session that it opened."));
        }
    }

    private string PassToAttempt(string problem)
    {
        if (_client.Status.NextRetryAt is { } next)
        {
            // It says when before it begins to wait: who looks in between, and lets that time pass, has to let a little more pass.
            TimeSpan left = next - _time.GetUtcNow();
            _time.Advance(left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(10));
        }

        return problem;
    }

    /// <summary>What is said in a room that says that it is joined reaches its readers.</summary>
    private async Task PostAsync(StatusRoom room)
    {
        StatusHandle[] joined = [.. _handles.Where(h => h.Of == room && room.IsSelected && h.Room.Status.State == RoomState.Joined)];
        string text = $"text {_posts++}";
        lock (_server.Gate)
        {
            room.Post(text);
        }

        if (!_calls.IsHolding)
        {
            await UntilAsync(() => Array.Find(joined, h => !h.WasTold(text)) is { } deaf ? $"{deaf} says {deaf.Room.Status}, and nothing comes." : null);
        }
    }

    /// <summary>Waits until nothing happens any more, and looks at everything.</summary>
    /// <param name="mayFlap">Of which rooms the status may have changed in between, and changed back.</param>
    private async Task RestAsync(Func<StatusRoom, bool>? mayFlap = null)
    {
        await UntilAsync(() =>
        {
            NoteJoined();
            Array.ForEach(Array.FindAll(_rooms, _calls.IsWaitingFor), room => room.NoteWaiting());
            return FindMotion() ?? FindProblem(mayFlap ?? (static _ => false));
        });
        if (_client.Status.State == ConnectionState.Connected)
        {
            lock (_server.Gate)
            {
                Array.ForEach(_rooms, room => room.NoteRest());
            }
        }

        DateTimeOffset now = _time.GetUtcNow();
        _handles.ForEach(handle => handle.Rest(now));
        _handles.ForEach(handle => handle.ReadAgain());
    }

    /// <summary>What is not over and does not wait for a step.</summary>
    private string? FindMotion()
    {
        ConnectionStatus status = _client.Status;
        FakeSession session = _server.Session;
        bool isAdopted = _client.SessionId is not null;
        return status.State switch
        {
            ConnectionState.Closed => null,
            _ when _calls.IsReleasing => "Not all that was released is done.",
            ConnectionState.Reconnecting when !isAdopted && status.NextRetryAt is null && _calls is { Opening: 0, IsWaiting: false } =>
                "The client is about to do something.",
            ConnectionState.Reconnecting when isAdopted && session.Ended.IsCompleted => "The client has not heard that its session is over.",
            ConnectionState.Reconnecting => null,
            _ when session.Ended.IsCompleted || !session.Link.IsUp => "The client has not heard of its session.",
            _ when !_calls.IsWaiting && (_joining.Count > 0 || _asked.Exists(call => !call.IsCompleted)) => "Somebody waits, and nobody knows for what.",
            _ => null,
        };
    }

    private string? FindProblem(Func<StatusRoom, bool> mayFlap)
    {
        ConnectionStatus status = _client.Status;
        if (status.State == ConnectionState.Connected)
        {
            _outage = null;
            Array.ForEach(_rooms, room => room.NoteConnected());
        }

        string? problem;
        lock (_server.Gate)
        {
            problem = _handles.Select(handle => handle.FindProblem(status, _outage, _calls.IsWaitingFor(handle.Of), mayFlap(handle.Of))).FirstOrDefault(p => p is not null);
        }

        StatusHandle[][] rooms = [.. _handles.Where(handle => !handle.IsLeft).GroupBy(handle => handle.Of).Select(room => room.ToArray())];
        return problem
            ?? Array.Find(rooms, room => room.Select(handle => handle.Room.Status).Distinct().Count() > 1)?.Select(h => $"{h} says something else than others.").First()
            ?? (status.State == _client.Status.State ? null : "The client's status changed.");
    }

    /// <summary>Everything is put right: all rooms come back by themselves, but for those that failed and wait for a join. Then all ends.</summary>
    private async Task FinishAsync()
    {
        foreach (StatusStepKind kind in Healing)
        {
            for (int i = 0; i < _rooms.Length; i++)
            {
                await TakeAndRestAsync(new StatusStep(kind, i));
            }
        }

        for (int i = 0; i < _rooms.Length && !IsClosed; i++)
        {
            Join(_rooms[i]);
            await RestAsync();
            StatusHandle? lost = _handles.Find(h => h.Of == _rooms[i] && !h.IsLeft && h.Room.Status.State != RoomState.Joined);
            if (lost is not null)
            {
                throw new InvalidOperationException($"Everything is well, and {lost} says {lost.Room.Status}.");
            }

            await PostAsync(_rooms[i]);
        }

        await TakeAsync(new StatusStep(StatusStepKind.Dispose, 0));
        await _time.PassUntilOverAsync(Task.WhenAll([.. _asked, .. _joining.Select(j => j.Task)]).ContinueWith(
            ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default), TimeSpan.FromSeconds(1));
        await RestAsync();
        foreach (StatusHandle handle in _handles)
        {
            await handle.CheckEndAsync();
        }
    }

    private static async Task UntilAsync(Func<string?> findProblem)
    {
        long start = Stopwatch.GetTimestamp();
        for (int looks = 1; findProblem() is { } problem; looks++)
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
            {
                throw new InvalidOperationException(problem);
            }

            await (looks < 50 ? YieldAsync() : Task.Delay(1));
        }
    }

    private static async Task YieldAsync() => await Task.Yield();
}
