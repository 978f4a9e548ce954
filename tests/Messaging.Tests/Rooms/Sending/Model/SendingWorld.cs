using Messaging.Rooms;
using Messaging.Sessions;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms.Sending.Model;

/// <summary>A server, a client with two handles of one room, and what the steps of a schedule do with them.</summary>
internal sealed class SendingWorld : IAsyncDisposable
{
    private const string Path = "Chat/lobby";
    private const int Capacity = 4;

    private readonly RoomOptions _options;

    private readonly ObservableTime _time = new();
    private readonly FakeServer _server;
    private readonly SendFaults _faults;
    private readonly MessagingClient _client;
    private readonly List<SentMessage> _sent = [];
    private readonly List<SentChange> _changes = [];
    private readonly List<IChatRoom> _rooms = [];
    private Task _changing = Task.CompletedTask;

    /// <summary>A room with a history.</summary>
    public SendingWorld(int retained, bool mayReadTrail)
        : this(RoomKind.History, server => server.AddSeries(Path, $"limit {retained}"), mayReadTrail)
    {
    }

    /// <summary>A live room.</summary>
    public SendingWorld()
        : this(RoomKind.Live, server => server.Add(Path, TopicDescription.Json), mayReadTrail: true)
    {
    }

    private SendingWorld(RoomKind kind, Action<FakeServer> addRoom, bool mayReadTrail)
    {
        _options = new RoomOptions { Kind = kind };
        _server = new FakeServer { Time = _time };
        addRoom(_server);
        _faults = new SendFaults(_server, kind) { MayReadTrail = mayReadTrail };
        var options = new MessagingOptions
        {
            Url = new Uri("wss://fake:8080"),
            Principal = "ann",
            CapabilityRefreshInterval = TimeSpan.Zero,
            OutboxCapacity = Capacity,
            SendTimeout = TimeSpan.FromSeconds(30),
            ReconnectTimeout = TimeSpan.FromHours(1),
        };
        _client = new MessagingClient(options, (o, _) => _server.As(o.Principal), null, _time, () => 0.5);
        Log = new AppendLog(_server, Path, kind);
    }

    private AppendLog Log { get; }

    public async Task RunAsync(IEnumerable<SendStep> steps)
    {
        _rooms.Add(await _client.JoinAsync("lobby", _options).Within());
        _rooms.Add(await _client.JoinAsync("lobby", _options).Within());
        _faults.Install();
        foreach (SendStep step in steps)
        {
            Take(step);
            CheckBound();
            await SettleAsync();
        }

        await FinishAsync();
        Check();
        CheckChanges();
    }

    public async ValueTask DisposeAsync()
    {
        _faults.Clear();
        await _client.DisposeAsync().Within();
        _sent.ForEach(message => message.Cancellation.Dispose());
        _changes.ForEach(change => change.Cancellation.Dispose());
    }

    private void Take(SendStep step)
    {
        IChatRoom room = _rooms[step.Which % _rooms.Count];
        switch (step.Kind)
        {
            case SendStepKind.Send or SendStepKind.SendWithId:
                Send(room, step.Kind == SendStepKind.SendWithId ? new MessageId($"m{_sent.Count}") : null);
                break;
            case SendStepKind.Retry when Pick(room, step, OutboxMessageState.Failed) is { } failed:
                Find(failed).Tries.Add(room.Outbox.RetryAsync(failed.Id));
                break;
            case SendStepKind.Discard when Pick(room, step, OutboxMessageState.Failed, OutboxMessageState.Waiting) is { } waiting:
                room.Outbox.Discard(waiting.Id);
                break;
            case SendStepKind.Cancel when _sent.FindAll(message => !message.IsOver) is { Count: > 0 } pending:
                pending[step.Which % pending.Count].Cancellation.Cancel();
                break;
            case SendStepKind.Edit or SendStepKind.Remove or SendStepKind.OthersEdit when PickOriginal(step) is { } sequence:
                Change(step, sequence);
                break;
            case SendStepKind.CancelChange when _changes.FindAll(change => !change.IsOver) is { Count: > 0 } pending:
                pending[step.Which % pending.Count].Cancellation.Cancel();
                break;
            case SendStepKind.OthersPost:
                Enumerable.Range(0, 1 + (step.Which % 3)).ToList().ForEach(_ => _server.Put(Path, """{"text":"other"}"""));
                break;
            case SendStepKind.Hold:
                _faults.Hold();
                break;
            case SendStepKind.Release:
                _faults.Release();
                break;
            case SendStepKind.Drop:
                _server.Session.Drop();
                break;
            case SendStepKind.Pass:
                _time.Advance(TimeSpan.FromMilliseconds(((int[])[50, 200, 1_000, 5_000, 10_000])[step.Which % 5]));
                break;
            case SendStepKind.ChangeUser when _changing.IsCompleted && _client.Status.State == ConnectionState.Connected:
                _changing = ChangeUserAsync(step.Which % 2 == 0 ? "bob" : "ann");
                break;
            case SendStepKind.LoseRequest or SendStepKind.LoseAnswer or SendStepKind.TimeOutRequest or SendStepKind.TimeOutAnswer
                or SendStepKind.Refuse or SendStepKind.SayNotConnected or SendStepKind.FailQuery:
                _faults.Add(step.Kind);
                break;
        }
    }

    private void Send(IChatRoom room, MessageId? id)
    {
        var message = new SentMessage(id, $"text {_sent.Count}", _changing.IsCompleted ? _client.Principal : null, Outage(), new CancellationTokenSource());
        _sent.Add(message);
        message.Tries.Add(room.SendAsync(message.Text, id is null ? null : new SendOptions { Id = id }, message.Cancellation.Token));
    }

    /// <summary>Somebody else's edit, or one of the client's. All removals of one message go through one handle: they look alike.</summary>
    private void Change(SendStep step, long sequence)
    {
        if (step.Kind == SendStepKind.OthersEdit)
        {
            lock (_server.Gate)
            {
                // What the client sends in between may displace it.
                if (_server.Topics[Path].Series!.Current.FirstOrDefault(e => e.OriginalSequence == sequence) is { } before)
                {
                    _server.Edit(Path, sequence, OthersEdit(step, before.ToJson()), AppendLog.Others);
                }
            }

            return;
        }

        int handle = (int)((step.Kind == SendStepKind.Remove ? sequence : step.Which) % _rooms.Count);
        string? text = step.Kind == SendStepKind.Remove ? null : $"edit {_changes.Count}";
        var cancellation = new CancellationTokenSource();
        Task<EventMetadata> call = text is null
            ? _rooms[handle].RemoveAsync(sequence, cancellation.Token)
            : _rooms[handle].EditAsync(sequence, text, cancellation.Token);
        call.Abandon();
        _changes.Add(new SentChange(handle, sequence, text, cancellation) { Call = call });
    }

    /// <summary>
    /// A client that carries on what it does not know, one that does not, one that gives messages its own ids, and a removal, which no removal of
    /// the client's looks like.
    /// </summary>
    private static string OthersEdit(SendStep step, string before) => (step.Which / 3 % 4) switch
    {
        0 => MessagePayload.WriteEdit(before, "edited by others"),
        1 => """{"text":"edited by others","name":"eve"}""",
        2 => """{"text":"edited by others","id":"of eve"}""",
        _ => """{"text":"","removed":true,"by":"eve"}""",
    };

    /// <summary>One of the latest messages that the server retains, so that some are changed more than once.</summary>
    private long? PickOriginal(SendStep step)
    {
        FakeEvent[] latest;
        lock (_server.Gate)
        {
            latest = [.. (_server.Topics[Path].Series?.Events ?? []).Where(e => e.IsOriginal).TakeLast(3)];
        }

        return latest.Length == 0 ? null : latest[step.Which % latest.Length].Sequence;
    }

    private async Task ChangeUserAsync(string name)
    {
        try
        {
            await _client.ChangeUserAsync(name, "password");
        }
        catch (MessagingException)
        {
            // The session broke in between, or nobody answered.
        }
    }

    private static OutboxMessage? Pick(IChatRoom room, SendStep step, params OutboxMessageState[] states)
    {
        OutboxMessage[] fitting = [.. room.Outbox.Messages.Where(message => states.Contains(message.State))];
        return fitting.Length == 0 ? null : fitting[step.Which % fitting.Length];
    }

    private SentMessage Find(OutboxMessage shown) => _sent.Single(message => message.Text == shown.Text);

    /// <summary>
    /// While nothing can leave the outbox, what came into it since then is within its bound. What was on its way before waits besides.
    /// </summary>
    private void CheckBound()
    {
        int? outage = Outage();
        HashSet<string> cameIn = [.. _sent.Where(message => message.Outage == outage).Select(message => message.Text)];
        int waiting = _rooms.Sum(room => room.Outbox.Messages.Count(m => m.State == OutboxMessageState.Waiting && cameIn.Contains(m.Text)));
        if (outage is not null && Outage() == outage && waiting > Capacity)
        {
            throw new InvalidOperationException($"{waiting} messages wait, and {Capacity} may.");
        }
    }

    private int? Outage() => _client.Status.State == ConnectionState.Reconnecting ? _server.Sessions.Count : null;

    /// <summary>Lets others have a turn; whether all of them are done makes no difference to what may happen.</summary>
    private static async Task SettleAsync()
    {
        for (int i = 0; i < 25; i++)
        {
            await Task.Yield();
        }
    }

    /// <summary>Nothing goes wrong any more: everybody is told something before long.</summary>
    private async Task FinishAsync()
    {
        _faults.Clear();
        Task all = Task.WhenAll(_sent.SelectMany(message => message.Tries).Concat<Task>(_changes.Select(change => change.Call)).Append(_changing))
            .ContinueWith(ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!all.IsCompleted)
        {
            if (patience.IsCancellationRequested)
            {
                throw new InvalidOperationException($"Somebody waits for ever: {string.Join("; ", [.. _sent.Where(m => !m.IsOver), .. _changes.Where(c => !c.IsOver)])}");
            }

            _time.Advance(TimeSpan.FromMilliseconds(50));
            await SettleAsync();
        }

        int pending = _rooms.Sum(room => room.Outbox.Messages.Count(message => message.State != OutboxMessageState.Failed));
        if (pending > 0)
        {
            throw new InvalidOperationException($"Everybody was told, and yet {pending} are pending.");
        }

        while (_client.Status.State != ConnectionState.Connected || _server.Session.Ended.IsCompleted)
        {
            patience.Token.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromMilliseconds(50));
            await SettleAsync();
        }

        foreach (IChatRoom room in _rooms)
        {
            await UseAsync(room).Within();
        }
    }

    /// <summary>With nothing in the way everything works: nobody has left anything behind that the next one waits for.</summary>
    private static async Task UseAsync(IChatRoom room)
    {
        SendReceipt receipt = await room.SendAsync("the last");
        if (receipt.Event is { } posted)
        {
            await room.EditAsync(posted.Sequence, "the very last");
        }
    }

    private void Check()
    {
        long latest = -1;
        foreach (SentMessage message in _sent)
        {
            long[] places = Log.Places(message.Text);
            (int least, int most) = message.Promise();
            if (places.Length < least || places.Length > most)
            {
                throw new InvalidOperationException($"{message} is {places.Length} times in the room.");
            }

            if (message.Tries.Find(task => task.IsCompletedSuccessfully) is { Result.Event: { } accepted } && accepted.Sequence != places[0])
            {
                throw new InvalidOperationException($"{message} is at {places[0]}.");
            }

            if (message.Tries.Count == 1 && message.Caller is not null && Log.FindAuthor(message.Text) is { } author && author != message.Caller)
            {
                throw new InvalidOperationException($"{message} is {message.Caller}'s, and was posted as {author}'s.");
            }

            // One that was sent again from the outbox has another place in the order.
            if (places.Length == 1 && message.Tries.Count == 1)
            {
                if (places[0] < latest)
                {
                    throw new InvalidOperationException($"{message} is at {places[0]}, behind {latest}.");
                }

                latest = places[0];
            }
        }
    }

    /// <summary>
    /// What is said to be made was made once, what is said not to be made was not, and what one handle has made is in the order of the calls.
    /// </summary>
    private void CheckChanges()
    {
        foreach (IGrouping<(long, string?), SentChange> alike in _changes.GroupBy(change => (change.Sequence, change.Text)))
        {
            (long sequence, string? text) = alike.Key;
            AppendLog.Entry[] made = Log.Changes(sequence, text);
            int most = alike.Sum(change => change.Promise().Most);
            if (made.Length < alike.Max(change => change.Promise().Least) || made.Length > most)
            {
                throw new InvalidOperationException($"{string.Join("; ", alike)}: made {made.Length} times.");
            }

            if (alike.FirstOrDefault(c => c.Call.IsCompletedSuccessfully && !made.Any(e => e.Place == c.Call.Result.Sequence)) is { } wrong)
            {
                throw new InvalidOperationException($"{wrong}, and that is another event.");
            }

            if (made.FirstOrDefault(e => !Log.FindIds(sequence, e.Place).Contains(e.Id)) is { } changed)
            {
                throw new InvalidOperationException($"{alike.First()} has changed the message's id to {changed.Id}.");
            }
        }

        foreach (IGrouping<int, SentChange> calls in _changes.Where(change => change.Text is not null).GroupBy(change => change.Handle))
        {
            (SentChange Change, long Place)[] made =
                [.. calls.SelectMany(change => Log.Changes(change.Sequence, change.Text).Select(entry => (change, entry.Place)))];
            if (made.Zip(made.Skip(1)).FirstOrDefault(pair => pair.First.Place > pair.Second.Place) is { First.Change: { } first } pair)
            {
                throw new InvalidOperationException($"{first} is at {pair.First.Place}, behind {pair.Second.Change} at {pair.Second.Place}.");
            }
        }
    }
}
