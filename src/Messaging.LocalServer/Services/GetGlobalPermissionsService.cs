using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Security;
using Messaging.LocalServer.Dispatch;

namespace Messaging.LocalServer.Services;

/// <summary>Tells a session what it may do wherever it is (SEC-04).</summary>
internal sealed class GetGlobalPermissionsService() : Service<EmptyMessage, GlobalPermissionsResponse>(ServiceId.GetGlobalPermissions)
{
    protected override GlobalPermissionsResponse Handle(EmptyMessage request, RequestContext context) =>
        new(context.Session.Permissions.Global.ToList());
}
