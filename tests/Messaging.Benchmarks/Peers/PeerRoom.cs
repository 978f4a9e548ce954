namespace Messaging.Benchmarks.Peers;

/// <summary>A room that a session has joined.</summary>
internal abstract class PeerRoom : IAsyncDisposable
{
    /// <summary>Publishes a message without waiting for anything. Callers take turns; the messages keep the order of the calls.</summary>
    /// <param name="number">The message's number.</param>
    public abstract void Publish(long number);

    /// <summary>Appends a message to the room's history. Completes when the server has said that it is there.</summary>
    /// <param name="number">The message's number.</param>
    public virtual Task AppendAsync(long number) => throw new NotSupportedException($"{GetType().Name} has no history.");

    /// <summary>Leaves the room.</summary>
    public abstract ValueTask DisposeAsync();
}
