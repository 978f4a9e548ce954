using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Security;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Services;

/// <summary>Changes the roles of all sessions that a filter selects (SEC-34).</summary>
internal sealed class ChangeRolesByFilterService(SessionSearch sessions, SessionAuthority authority) : Service<ChangeRolesByFilterRequest, CountAndErrorsResponse>(ServiceId.ChangeRolesByFilter)
{
    protected override CountAndErrorsResponse Handle(ChangeRolesByFilterRequest request, RequestContext context)
    {
        context.Require(GlobalPermission.ModifySession);
        RoleUpdate update = new(request.RemovedRoles, request.AddedRoles);
        IReadOnlyList<ErrorReport> errors = sessions.Find(request.Filter, out IReadOnlyList<Session> found);
        foreach (Session session in found)
        {
            authority.Change(session, update.ApplyTo, context.Batch);
        }

        return new CountAndErrorsResponse(found.Count, errors);
    }
}
