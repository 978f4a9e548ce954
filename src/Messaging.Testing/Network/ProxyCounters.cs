namespace Messaging.Testing;

/// <summary>Counts what a <see cref="FaultProxy"/> does. Thread-safe.</summary>
internal sealed class ProxyCounters
{
    private long _connections;
    private int _open;
    private long _unreachable;
    private long _cuts;
    private long _toServer;
    private long _toClients;
    private long _swallowed;

    public FaultProxyStatistics Snapshot => new(
        Interlocked.Read(ref _connections),
        Volatile.Read(ref _open),
        Interlocked.Read(ref _unreachable),
        Interlocked.Read(ref _cuts),
        Interlocked.Read(ref _toServer),
        Interlocked.Read(ref _toClients),
        Interlocked.Read(ref _swallowed));

    /// <returns>The number of the connection, from 1.</returns>
    public long OnConnected()
    {
        Interlocked.Increment(ref _open);
        return Interlocked.Increment(ref _connections);
    }

    public void OnEnded() => Interlocked.Decrement(ref _open);

    public void OnUnreachable() => Interlocked.Increment(ref _unreachable);

    public void OnCut() => Interlocked.Increment(ref _cuts);

    public void OnSentToServer(int bytes) => Interlocked.Add(ref _toServer, bytes);

    public void OnSentToClient(int bytes) => Interlocked.Add(ref _toClients, bytes);

    public void OnSwallowed(int bytes) => Interlocked.Add(ref _swallowed, bytes);
}
