using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Locks;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Locks;

namespace Messaging.LocalServer.Services;

/// <summary>Tells who holds a lock (SEC-63).</summary>
internal sealed class GetSessionLockService(SessionLocks locks, string serverName) : Service<GetSessionLockRequest, SessionLockResponse>(ServiceId.GetSessionLock)
{
    protected override SessionLockResponse Handle(GetSessionLockRequest request, RequestContext context)
    {
        context.Require(GlobalPermission.ViewServer);
        return new(locks.Find(request.Name)?.ToWire(serverName));
    }
}
