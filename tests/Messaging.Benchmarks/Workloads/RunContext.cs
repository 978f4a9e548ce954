using Messaging.Benchmarks.Peers;

namespace Messaging.Benchmarks.Workloads;

/// <summary>What a workload runs on.</summary>
internal sealed class RunContext(string workload, Peer peer, RunSettings settings)
{
    private int _rooms;

    public string Workload { get; } = workload;

    public Peer Peer { get; } = peer;

    public RunSettings Settings { get; } = settings;

    public Faults Faults { get; } = new();

    /// <summary>A session that is connected.</summary>
    public async Task<PeerSession> ConnectAsync(int sender, CancellationToken cancellationToken)
    {
        PeerSession session = Peer.CreateSession(new SessionContext(Settings.Server.Url, sender, Faults));
        try
        {
            await session.ConnectAsync(cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Several of them, numbered from zero, a few at a time.</summary>
    public async Task<PeerSession[]> ConnectAsync(Range senders, CancellationToken cancellationToken)
    {
        int first = senders.Start.Value;
        PeerSession[] sessions = new PeerSession[senders.End.Value - first];
        ParallelOptions few = new() { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, sessions.Length, few, async (index, token) => sessions[index] = await ConnectAsync(first + index, token));
        return sessions;
    }

    /// <summary>A room name that no run has used before.</summary>
    public string NewRoom() => $"{Workload}-{Environment.ProcessId}-{_rooms++}";
}
