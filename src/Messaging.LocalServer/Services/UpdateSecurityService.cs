using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Security;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Security;
using Messaging.LocalServer.Security.Roles;

namespace Messaging.LocalServer.Services;

/// <summary>Changes the security store by a script (SEC-13). What sessions may do and are subscribed to changes before the answer.</summary>
internal sealed class UpdateSecurityService(SecurityStore store, SessionAuthority authority)
    : Service<StoreUpdateRequest, ErrorReportsResponse>(ServiceId.UpdateSecurity)
{
    protected override ErrorReportsResponse Handle(StoreUpdateRequest request, RequestContext context)
    {
        context.Require(GlobalPermission.ModifySecurity);
        IReadOnlyList<ErrorReport> errors = store.Update(request.Script, context.Session.Principal);
        if (errors.Count == 0)
        {
            authority.OnRolesChanged(context.Batch);
        }

        return new(errors);
    }
}
