using System.Diagnostics;
using Messaging.Benchmarks.Measuring;
using Messaging.Benchmarks.Peers;

namespace Messaging.Benchmarks.Workloads;

/// <summary>One session publishes to a room that it has joined; the next message goes out from the callback of the one before.</summary>
internal sealed class RoundTripWorkload(RunContext context) : LoadWorkload(context), IReceiver
{
    private const int MostSamples = 1_000_000;

    private readonly SequenceCheck _check = new();
    private readonly LatencyRecorder _latencies = new(MostSamples);
    private PeerSession? _session;
    private PeerRoom? _room;
    private long _published;
    private long _publishedAt;

    protected override long Operations => _check.Received;

    protected override IReadOnlyList<LatencyRecorder> Recorders => [_latencies];

    public override async Task SetUpAsync(CancellationToken cancellationToken)
    {
        _session = await Context.ConnectAsync(0, cancellationToken);
        _room = await _session.JoinAsync(Context.NewRoom(), this, cancellationToken);
    }

    public void OnMessage(int sender, int number)
    {
        _latencies.Record(_publishedAt);
        _check.Next(number);
        if (!IsStopping)
        {
            Publish();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await (_room?.DisposeAsync() ?? default);
        await (_session?.DisposeAsync() ?? default);
    }

    protected override void Start() => Publish();

    protected override Task DrainAsync(CancellationToken cancellationToken) =>
        UntilAsync(() => _check.Received == Volatile.Read(ref _published), cancellationToken);

    protected override Task<long> CheckMessagesAsync(CancellationToken cancellationToken)
    {
        _check.End(_published);
        return Task.FromResult(_check.Received);
    }

    private void Publish()
    {
        long number = _published;
        Volatile.Write(ref _published, number + 1);
        _publishedAt = Stopwatch.GetTimestamp();
        _room!.Publish(number);
    }
}
