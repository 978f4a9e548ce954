using Messaging.Benchmarks.Peers;

namespace Messaging.Benchmarks.Workloads;

/// <summary>
/// One room with 100 subscribers, each with a connection of its own, and one publisher. There are never more messages under way than the
/// window says that have not reached every subscriber; whoever is the last to get one publishes the next.
/// </summary>
internal sealed class FanOutWorkload(RunContext context, int window) : LoadWorkload(context)
{
    private const int AllSubscribers = 100;

    private readonly Lock _publishing = new();
    private readonly int[] _awaited = new int[window];
    private PeerSession[] _sessions = [];
    private PeerRoom[] _rooms = [];
    private Subscriber[] _subscribers = [];
    private PeerRoom? _publisher;
    private long _published;

    protected override long Operations => _subscribers.Sum(subscriber => subscriber.Check.Received);

    public override async Task SetUpAsync(CancellationToken cancellationToken)
    {
        string room = Context.NewRoom();
        _sessions = await Context.ConnectAsync(..(Context.Settings.Scaled(AllSubscribers, least: 2) + 1), cancellationToken);
        _subscribers = [.. _sessions[1..].Select(_ => new Subscriber(this))];
        _rooms = new PeerRoom[_subscribers.Length];
        for (int index = 0; index < _subscribers.Length; index++)
        {
            _rooms[index] = await _sessions[index + 1].JoinAsync(room, _subscribers[index], cancellationToken);
        }

        _publisher = await _sessions[0].JoinAsync(room, receiver: null, cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        await (_publisher?.DisposeAsync() ?? default);
        await Disposing.AllAsync(_rooms);
        await Disposing.AllAsync(_sessions);
    }

    protected override void Start()
    {
        Array.Fill(_awaited, _subscribers.Length);
        for (int message = 0; message < window; message++)
        {
            Publish();
        }
    }

    protected override Task DrainAsync(CancellationToken cancellationToken) =>
        UntilAsync(() => _subscribers.All(subscriber => subscriber.Check.Received == Volatile.Read(ref _published)), cancellationToken);

    protected override Task<long> CheckMessagesAsync(CancellationToken cancellationToken)
    {
        foreach (Subscriber subscriber in _subscribers)
        {
            subscriber.Check.End(_published);
        }

        return Task.FromResult(Operations);
    }

    private void OnDelivered(int number)
    {
        ref int awaited = ref _awaited[number % window];
        if (Interlocked.Decrement(ref awaited) == 0)
        {
            Volatile.Write(ref awaited, _subscribers.Length);
            if (!IsStopping)
            {
                Publish();
            }
        }
    }

    private void Publish()
    {
        lock (_publishing)
        {
            long number = _published;
            Volatile.Write(ref _published, number + 1);
            _publisher!.Publish(number);
        }
    }

    private sealed class Subscriber(FanOutWorkload workload) : IReceiver
    {
        public SequenceCheck Check { get; } = new();

        public void OnMessage(int sender, int number)
        {
            Check.Next(number);
            workload.OnDelivered(number);
        }
    }
}
