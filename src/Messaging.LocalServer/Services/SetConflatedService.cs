using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Dispatch;

namespace Messaging.LocalServer.Services;

/// <summary>Accepts that a session is to be conflated, and does nothing: this server conflates nobody (SEC-35).</summary>
internal sealed class SetConflatedService(SessionSearch sessions) : Service<SetConflatedRequest, EmptyMessage>(ServiceId.SetConflated)
{
    protected override EmptyMessage Handle(SetConflatedRequest request, RequestContext context)
    {
        context.Require(GlobalPermission.ModifySession);
        _ = sessions.Find(request.Session);
        return default;
    }
}
