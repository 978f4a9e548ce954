using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Security;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Security.Accounts;

namespace Messaging.LocalServer.Services;

/// <summary>Changes the system authentication store by a script (SEC-13). Sessions that are open stay what they are.</summary>
internal sealed class UpdateSystemAuthenticationService(AccountStore store)
    : Service<StoreUpdateRequest, ErrorReportsResponse>(ServiceId.UpdateSystemAuthentication)
{
    protected override ErrorReportsResponse Handle(StoreUpdateRequest request, RequestContext context)
    {
        context.Require(GlobalPermission.ModifySecurity);
        return new(store.Update(request.Script, context.Session.Principal));
    }
}
