namespace Messaging.Benchmarks.Peers;

/// <summary>One user's session with the server of a peer. Workloads know peers by this only.</summary>
internal abstract class PeerSession : IAsyncDisposable
{
    /// <summary>Connects, and signs in where the peer does.</summary>
    public abstract Task ConnectAsync(CancellationToken cancellationToken);

    /// <summary>Joins a room, which is created if need be. When the task has completed, every message that is published arrives.</summary>
    /// <param name="room">The room's name.</param>
    /// <param name="receiver">Gets the messages from then on; null for who only publishes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public abstract Task<PeerRoom> JoinAsync(string room, IReceiver? receiver, CancellationToken cancellationToken);

    /// <summary>Joins a room, receives its latest 100 messages decoded and in order, and leaves it again. Completes when all that has happened.</summary>
    public virtual Task ReadHistoryAsync(string room, IReceiver receiver, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{GetType().Name} has no history.");

    /// <summary>Closes the session.</summary>
    public abstract ValueTask DisposeAsync();
}
