using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Locks;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Locks;

namespace Messaging.LocalServer.Services;

/// <summary>Tells who holds which locks (SEC-63).</summary>
internal sealed class GetSessionLocksService(SessionLocks locks, string serverName) : Service<EmptyMessage, SessionLocksResponse>(ServiceId.GetSessionLocks)
{
    protected override SessionLocksResponse Handle(EmptyMessage request, RequestContext context)
    {
        context.Require(GlobalPermission.ViewServer);
        return new([.. locks.Held.Select(held => KeyValuePair.Create(held.Name, held.ToWire(serverName)))]);
    }
}
