using Microsoft.AspNetCore.Connections;

namespace Messaging.LocalServer.Connections;

/// <summary>A TCP connection that was not let in as a session. A feature of its HTTP requests.</summary>
/// <remarks>All members may be called from any thread, and more than once.</remarks>
internal sealed class PendingConnection : IDisposable
{
    private readonly ConnectionGate _gate;
    private readonly ConnectionContext _connection;
    private ITimer? _deadline;
    private int _state;

    public PendingConnection(ConnectionGate gate, ConnectionContext connection, TimeProvider time, TimeSpan timeout)
    {
        _gate = gate;
        _connection = connection;
        _deadline = time.CreateTimer(static pending => ((PendingConnection)pending!).OnTimedOut(), this, timeout, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The peer has done its part: it is a WebSocket.</summary>
    public void OnUpgraded()
    {
        Interlocked.CompareExchange(ref _state, State.Upgraded, State.Waiting);
        EndDeadline();
    }

    /// <summary>It has a session, or has ended: it counts no more.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _state, State.Left) != State.Left)
        {
            EndDeadline();
            _gate.Leave();
        }
    }

    // The connection lives on, and this with it: not the timer.
    private void EndDeadline() => Interlocked.Exchange(ref _deadline, null)?.Dispose();

    private void OnTimedOut()
    {
        if (Volatile.Read(ref _state) == State.Waiting)
        {
            _gate.OnTimedOut(_connection);
        }
    }

    private static class State
    {
        public const int Waiting = 0;
        public const int Upgraded = 1;
        public const int Left = 2;
    }
}
