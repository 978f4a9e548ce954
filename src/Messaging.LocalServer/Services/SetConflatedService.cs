using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Dispatch;

namespace Messaging.LocalServer.Services;

/// <summary>Lets the conflation policies of topics count for a session, or not (SEC-35).</summary>
internal sealed class SetConflatedService(SessionSearch sessions) : Service<SetConflatedRequest, EmptyMessage>(ServiceId.SetConflated)
{
    protected override EmptyMessage Handle(SetConflatedRequest request, RequestContext context)
    {
        context.Require(GlobalPermission.ModifySession);
        sessions.Find(request.Session).Output.SetConflated(request.Conflated);
        return default;
    }
}
