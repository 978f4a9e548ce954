using System.Diagnostics;
using Messaging.Benchmarks.Measuring;
using Messaging.Benchmarks.Peers;
using Messaging.Benchmarks.Servers;

namespace Messaging.Benchmarks.Workloads;

/// <summary>
/// 100 sessions are opened, then 1,000 more, joined to rooms of 5, which then do nothing. Figures are what those thousand added, divided
/// by their number, after everything that can be collected was.
/// </summary>
internal sealed class IdleWorkload(RunContext context) : Workload
{
    private const int BaseSessions = 100;
    private const int AllSessions = 1000;
    private const int MembersPerRoom = 5;

    private readonly List<IAsyncDisposable> _opened = [];
    private readonly List<Greeting> _members = [];

    public override Task SetUpAsync(CancellationToken cancellationToken) =>
        OpenAsync(context.Settings.Scaled(BaseSessions, least: MembersPerRoom), cancellationToken);

    public override async Task<RunResult> MeasureAsync(CancellationToken cancellationToken)
    {
        int sessions = context.Settings.Scaled(AllSessions, least: MembersPerRoom);
        Amounts before = await GetAmountsAsync(cancellationToken);
        long start = Stopwatch.GetTimestamp();
        await OpenAsync(sessions, cancellationToken);
        TimeSpan opening = Stopwatch.GetElapsedTime(start);
        Amounts after = await GetAmountsAsync(cancellationToken);
        return new RunResult
        {
            Peer = context.Peer.Name,
            Workload = context.Workload,
            Operations = sessions,
            Seconds = opening.TotalSeconds,
            OperationsPerSecond = sessions / opening.TotalSeconds,
            Memory = new SessionMemory(
                (after.ClientHeap - before.ClientHeap) / (double)sessions,
                (after.ClientResident - before.ClientResident) / (double)sessions,
                (after.ServerHeap - before.ServerHeap) / (double?)sessions,
                (after.ServerResident - before.ServerResident) / (double)sessions,
                sessions),
        };
    }

    /// <summary>Sessions that cost little because they are dead would be no use: every one of them has to receive a message.</summary>
    public override async Task<long> CheckAsync(CancellationToken cancellationToken)
    {
        foreach (Greeting[] members in _members.Chunk(MembersPerRoom))
        {
            members[0].Room!.Publish(0);
        }

        await Task.WhenAll(_members.Select(member => member.Received.Task)).WaitAsync(context.Settings.Patience, cancellationToken);
        context.Faults.ThrowIfAny();
        return _members.Count;
    }

    public override async ValueTask DisposeAsync()
    {
        await Disposing.AllAsync([.. _members.Select(member => member.Room)]);
        await Disposing.AllAsync(_opened);
    }

    private async Task OpenAsync(int sessions, CancellationToken cancellationToken)
    {
        string room = "";
        for (int index = 0; index < sessions; index++)
        {
            if (index % MembersPerRoom == 0)
            {
                room = context.NewRoom();
            }

            PeerSession session = await context.ConnectAsync(index, cancellationToken);
            _opened.Add(session);
            Greeting member = new();
            member.Room = await session.JoinAsync(room, member, cancellationToken);
            _members.Add(member);
        }
    }

    private async Task<Amounts> GetAmountsAsync(CancellationToken cancellationToken)
    {
        ServerEndpoint server = context.Settings.Server;
        long? serverHeap = server.Control is null ? null : await ControlClient.GetHeapAsync(server.Control, cancellationToken);
        return new Amounts(
            ManagedHeap.Collect(),
            ProcessFigures.ResidentBytesOf(Environment.ProcessId),
            serverHeap,
            ProcessFigures.ResidentBytesOf(server.ProcessId));
    }

    private readonly record struct Amounts(long ClientHeap, long ClientResident, long? ServerHeap, long ServerResident);

    private sealed class Greeting : IReceiver
    {
        public TaskCompletionSource Received { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public PeerRoom? Room { get; set; }

        public void OnMessage(int sender, int number) => Received.TrySetResult();
    }
}
