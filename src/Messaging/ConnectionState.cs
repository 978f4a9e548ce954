namespace Messaging;

/// <summary>The states of a client's connection.</summary>
/// <remarks>
/// <c>Disconnected → Connecting → Connected → Reconnecting → Connected</c>, and <c>Closed</c> from each of them. A first
/// attempt that fails goes from <c>Connecting</c> back to <c>Disconnected</c>. <c>Closed</c> is final.
/// </remarks>
public enum ConnectionState
{
    /// <summary>There is no connection and none is being made.</summary>
    Disconnected = 0,

    /// <summary>
    /// The first connection is being made, attempt by attempt if <see cref="MessagingOptions.InitialConnectTimeout"/> says so.
    /// </summary>
    Connecting = 1,

    /// <summary>There is a session. Messages are sent and received.</summary>
    Connected = 2,

    /// <summary>
    /// The connection is lost. The client tries to resume the session, and opens a new one when the server does not have it any
    /// more; joined rooms come back by themselves.
    /// </summary>
    Reconnecting = 3,

    /// <summary>The client was disposed, or the connection could not be restored. Final.</summary>
    Closed = 4,
}
