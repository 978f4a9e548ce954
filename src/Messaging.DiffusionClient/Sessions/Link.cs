using Messaging.DiffusionClient.Connections;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>The connection that a session has, and the watch over it.</summary>
internal sealed record Link(IConnection Connection, IdleMonitor Idle)
{
    /// <summary>Lets go of both. What the connection is doing fails.</summary>
    public void Drop()
    {
        Idle.Dispose();
        _ = Connection.DisposeAsync().AsTask();
    }
}
