using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Locks;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Locks;

namespace Messaging.LocalServer.Services;

/// <summary>Gives a session a lock (SEC-60). The answer comes when it has the lock.</summary>
internal sealed class AcquireLockService(SessionLocks locks) : IService
{
    public ServiceId Id => ServiceId.AcquireSessionLock;

    public void Handle(in Frame request, RequestContext context)
    {
        SessionLockRequest body = request.ReadBody<SessionLockRequest>();
        context.Require(PathPermission.AcquireLock, body.Name);
        locks.Acquire(body.Name, new LockRequest(context.Session, request.ConversationId, body.RequestId, body.Scope), context.Batch);
    }
}
