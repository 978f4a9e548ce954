using System.Text.Json;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms.Sending.Model;

/// <summary>A server, a client with two handles of one room, and what the steps of a schedule do with them.</summary>
internal sealed class SendingWorld : IAsyncDisposable
{
    private const string Path = "Chat/lobby";
    private const int Capacity = 4;

    private static readonly RoomOptions Options = new() { Kind = RoomKind.History };

    private readonly ObservableTime _time = new();
    private readonly FakeServer _server;
    private readonly SendFaults _faults;
    private readonly MessagingClient _client;
    private readonly List<SentMessage> _sent = [];
    private readonly List<IChatRoom> _rooms = [];
    private Task _changing = Task.CompletedTask;

    public SendingWorld(int retained)
    {
        _server = new FakeServer { Time = _time };
        _server.AddSeries(Path, $"limit {retained}");
        _faults = new SendFaults(_server);
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
        Log = new AppendLog(_server, Path);
    }

    private AppendLog Log { get; }

    public async Task RunAsync(IEnumerable<SendStep> steps)
    {
        _rooms.Add(await _client.JoinAsync("lobby", Options).Within());
        _rooms.Add(await _client.JoinAsync("lobby", Options).Within());
        _faults.Install();
        foreach (SendStep step in steps)
        {
            Take(step);
            CheckBound();
            await SettleAsync();
        }

        await FinishAsync();
        Check();
    }

    public async ValueTask DisposeAsync()
    {
        _faults.Clear();
        await _client.DisposeAsync().Within();
        _sent.ForEach(message => message.Cancellation.Dispose());
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
            case SendStepKind.OthersPost:
                Enumerable.Range(0, 1 + (step.Which % 3)).ToList().ForEach(_ => _server.Append(Path, """{"text":"other"}""", "eve"));
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
        var message = new SentMessage(id, $"text {_sent.Count}", Outage(), new CancellationTokenSource());
        _sent.Add(message);
        message.Tries.Add(room.SendAsync(message.Text, id is null ? null : new SendOptions { Id = id }, message.Cancellation.Token));
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
        Task all = Task.WhenAll(_sent.SelectMany(message => message.Tries).Append<Task>(_changing))
            .ContinueWith(ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!all.IsCompleted)
        {
            if (patience.IsCancellationRequested)
            {
                throw new InvalidOperationException($"Somebody waits for ever: {string.Join("; ", _sent.Where(m => !m.IsOver))}");
            }

            _time.Advance(TimeSpan.FromMilliseconds(50));
            await SettleAsync();
        }

        int pending = _rooms.Sum(room => room.Outbox.Messages.Count(message => message.State != OutboxMessageState.Failed));
        if (pending > 0)
        {
            throw new InvalidOperationException($"Everybody was told, and yet {pending} are pending.");
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

            if (message.Tries.Find(task => task.IsCompletedSuccessfully) is { } accepted && accepted.Result.Event!.Sequence != places[0])
            {
                throw new InvalidOperationException($"{message} is at {places[0]}.");
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

    /// <summary>All that was ever appended, whatever is retained of it.</summary>
    private sealed class AppendLog : Messaging.Sessions.ITopicListener
    {
        private readonly Lock _lock = new();
        private readonly List<(long Sequence, string Text)> _events = [];

        public AppendLog(FakeServer server, string path)
        {
            var session = (FakeSession)server.OpenAsync(CancellationToken.None).Result;
            session.AddSeriesListener(path, this);
            session.SubscribeAsync(path, CancellationToken.None).Wait();
        }

        public long[] Places(string text)
        {
            lock (_lock)
            {
                return [.. _events.Where(e => e.Text == text).Select(e => e.Sequence)];
            }
        }

        public void OnSubscribed(Messaging.Sessions.TopicDescription description)
        {
        }

        public void OnValue(Messaging.Sessions.TopicValue value)
        {
            using JsonDocument json = JsonDocument.Parse(value.ToJson());
            lock (_lock)
            {
                _events.Add((value.Event!.Sequence, json.RootElement.GetProperty("text").GetString()!));
            }
        }

        public void OnUnsubscribed(Messaging.Sessions.UnsubscribeCause cause)
        {
        }
    }
}
