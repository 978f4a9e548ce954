using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Services.Locks;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Locks;

internal sealed record SessionLockDetails(string ServerName, ISessionId SessionId, long Sequence) : ISessionLockDetails
{
    public SessionLockDetails(LockHolder holder)
        : this(holder.ServerName, new SessionIdentity(holder.Session), holder.Sequence)
    {
    }
}
