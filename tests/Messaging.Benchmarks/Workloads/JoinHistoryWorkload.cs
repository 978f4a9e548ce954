using System.Diagnostics;
using Messaging.Benchmarks.Measuring;
using Messaging.Benchmarks.Peers;

namespace Messaging.Benchmarks.Workloads;

/// <summary>50 rooms that hold 100 messages. 8 sessions join one after the other, receive those messages decoded, and leave.</summary>
internal sealed class JoinHistoryWorkload(RunContext context) : LoadWorkload(context)
{
    private const int AllRooms = 50;
    private const int Readers = 8;
    private const int MostSamples = 200_000;

    private readonly long[] _joins = new long[Readers];
    private readonly LatencyRecorder[] _latencies = [.. Enumerable.Range(0, Readers).Select(_ => new LatencyRecorder(MostSamples))];
    private string[] _rooms = [];
    private PeerSession[] _sessions = [];
    private Task _loops = Task.CompletedTask;

    protected override long Operations => _joins.Sum();

    protected override IReadOnlyList<LatencyRecorder> Recorders => _latencies;

    public override async Task SetUpAsync(CancellationToken cancellationToken)
    {
        _rooms = [.. Enumerable.Range(0, Context.Settings.Scaled(AllRooms, least: 2)).Select(_ => Context.NewRoom())];
        await using (PeerSession writer = await Context.ConnectAsync(Readers, cancellationToken))
        {
            foreach (string room in _rooms)
            {
                await using PeerRoom joined = await writer.JoinAsync(room, receiver: null, cancellationToken);
                await Task.WhenAll(Enumerable.Range(0, HistoryCheck.Length).Select(number => joined.AppendAsync(number)));
            }
        }

        _sessions = await Context.ConnectAsync(..Readers, cancellationToken);
    }

    public override async ValueTask DisposeAsync() => await Disposing.AllAsync(_sessions);

    protected override void Start()
    {
        _loops = Task.WhenAll(Enumerable.Range(0, Readers).Select(ReadAsync));
        Context.Faults.Watch(_loops);
    }

    protected override Task DrainAsync(CancellationToken cancellationToken) => _loops.WaitAsync(cancellationToken);

    // Each join is checked when it happens.
    protected override Task<long> CheckMessagesAsync(CancellationToken cancellationToken) => Task.FromResult(Operations * HistoryCheck.Length);

    private async Task ReadAsync(int reader)
    {
        for (int turn = reader; !IsStopping; turn++)
        {
            HistoryCheck check = new(HistoryCheck.Length);
            long start = Stopwatch.GetTimestamp();
            await _sessions[reader].ReadHistoryAsync(_rooms[turn % _rooms.Length], check, CancellationToken.None);
            check.End();
            _latencies[reader].Record(start);
            Volatile.Write(ref _joins[reader], _joins[reader] + 1);
        }
    }
}
