using Messaging.DiffusionWire.Services.Locks;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Locks;

/// <summary>A lock that a session holds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Owner">Who holds it.</param>
/// <param name="Sequence">Rises with every grant of any lock.</param>
/// <param name="Scope">When it is let go.</param>
internal sealed record HeldLock(string Name, Session Owner, long Sequence, SessionLockScope Scope)
{
    /// <summary>What others are told of it.</summary>
    public LockHolder ToWire(string serverName) => new(serverName, Owner.Id, Sequence);
}
