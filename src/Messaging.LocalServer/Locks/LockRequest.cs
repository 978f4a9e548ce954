using Messaging.DiffusionWire.Services.Locks;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Locks;

/// <summary>One call of a session for a lock.</summary>
/// <param name="Session">Who calls.</param>
/// <param name="ConversationId">Where the answer goes.</param>
/// <param name="RequestId">The caller's own number, to cancel it by.</param>
/// <param name="Scope">When the lock is to be let go.</param>
internal sealed record LockRequest(Session Session, int ConversationId, int RequestId, SessionLockScope Scope);
