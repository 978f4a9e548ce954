using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Locks;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Locks;

namespace Messaging.LocalServer.Services;

/// <summary>Lets a lock go (SEC-61).</summary>
internal sealed class ReleaseLockService(SessionLocks locks) : Service<AcquiredLock, UnlockResponse>(ServiceId.ReleaseSessionLock)
{
    protected override UnlockResponse Handle(AcquiredLock request, RequestContext context) =>
        new(locks.Release(request.Name, context.Session, request.Sequence, context.Batch));
}
