using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Security;

namespace Messaging.LocalServer.Services;

/// <summary>Changes the roles of a session; what it may do changes at once (SEC-34).</summary>
internal sealed class ChangeRolesService(SessionSearch sessions, SessionAuthority authority) : Service<ChangeRolesRequest, EmptyMessage>(ServiceId.ChangeRoles)
{
    protected override EmptyMessage Handle(ChangeRolesRequest request, RequestContext context)
    {
        context.Require(GlobalPermission.ModifySession);
        RoleUpdate update = new(request.RemovedRoles, request.AddedRoles);
        authority.Change(sessions.Find(request.Session), update.ApplyTo, context.Batch);
        return default;
    }
}
