using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Locks;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Locks;

namespace Messaging.LocalServer.Services;

/// <summary>Ends that a session waits for a lock (SEC-62). One that it has got already stays its own.</summary>
internal sealed class CancelLockService(SessionLocks locks) : Service<CancelSessionLockRequest, EmptyMessage>(ServiceId.CancelSessionLock)
{
    protected override EmptyMessage Handle(CancelSessionLockRequest request, RequestContext context)
    {
        locks.Cancel(request.Name, context.Session, request.RequestId, context.Batch);
        return default;
    }
}
