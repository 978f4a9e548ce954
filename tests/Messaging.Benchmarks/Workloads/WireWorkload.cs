using Messaging.Benchmarks.Measuring;
using Messaging.Benchmarks.Peers;

namespace Messaging.Benchmarks.Workloads;

/// <summary>
/// One publisher and one subscriber, each behind a relay that counts; one message under way, so that nobody can gather. For counting
/// only: no time is measured.
/// </summary>
internal sealed class WireWorkload(RunContext context) : Workload, IReceiver
{
    private const int WarmUp = 20;
    private const int Messages = 200;

    private readonly SequenceCheck _check = new();
    private readonly SemaphoreSlim _received = new(0);
    private CountingRelay? _publisherRelay;
    private CountingRelay? _subscriberRelay;
    private PeerSession? _publisher;
    private PeerSession? _subscriber;
    private PeerRoom? _room;
    private PeerRoom? _subscription;
    private long _published;

    public override async Task SetUpAsync(CancellationToken cancellationToken)
    {
        Uri server = context.Settings.Server.Url;
        _publisherRelay = CountingRelay.Start(server);
        _subscriberRelay = CountingRelay.Start(server);
        string room = context.NewRoom();
        _subscriber = await ConnectAsync(_subscriberRelay, 1, cancellationToken);
        _subscription = await _subscriber.JoinAsync(room, this, cancellationToken);
        _publisher = await ConnectAsync(_publisherRelay, 0, cancellationToken);
        _room = await _publisher.JoinAsync(room, receiver: null, cancellationToken);
    }

    public override async Task<RunResult> MeasureAsync(CancellationToken cancellationToken)
    {
        await PublishAsync(WarmUp, cancellationToken);
        (RelayCount publisher, RelayCount subscriber) = (_publisherRelay!.Count, _subscriberRelay!.Count);
        await PublishAsync(Messages, cancellationToken);
        (publisher, subscriber) = (_publisherRelay.Count - publisher, _subscriberRelay.Count - subscriber);
        return new RunResult
        {
            Peer = context.Peer.Name,
            Workload = context.Workload,
            Operations = Messages,
            Wire = new WireBytes(
                publisher.ToServer / (double)Messages,
                publisher.ToClient / (double)Messages,
                subscriber.ToClient / (double)Messages,
                subscriber.ToServer / (double)Messages),
        };
    }

    public override Task<long> CheckAsync(CancellationToken cancellationToken)
    {
        _check.End(_published);
        return Task.FromResult(_check.Received);
    }

    public void OnMessage(int sender, int number)
    {
        _check.Next(number);
        _received.Release();
    }

    public override async ValueTask DisposeAsync()
    {
        await (_room?.DisposeAsync() ?? default);
        await (_subscription?.DisposeAsync() ?? default);
        await (_publisher?.DisposeAsync() ?? default);
        await (_subscriber?.DisposeAsync() ?? default);
        await (_publisherRelay?.DisposeAsync() ?? default);
        await (_subscriberRelay?.DisposeAsync() ?? default);
        _received.Dispose();
    }

    private async Task<PeerSession> ConnectAsync(CountingRelay relay, int sender, CancellationToken cancellationToken)
    {
        PeerSession session = context.Peer.CreateSession(new SessionContext(relay.Url, sender, context.Faults));
        await session.ConnectAsync(cancellationToken);
        return session;
    }

    private async Task PublishAsync(int messages, CancellationToken cancellationToken)
    {
        for (int message = 0; message < messages; message++)
        {
            _room!.Publish(_published++);
            if (!await _received.WaitAsync(context.Settings.Patience, cancellationToken))
            {
                context.Faults.ThrowIfAny();
                throw new InvalidDataException($"Message {_published - 1} did not come.");
            }
        }
    }
}
