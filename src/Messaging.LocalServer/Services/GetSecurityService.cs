using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Security;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Security.Roles;

namespace Messaging.LocalServer.Services;

/// <summary>Tells what the security store holds (SEC-12).</summary>
internal sealed class GetSecurityService(SecurityStore store) : Service<EmptyMessage, SecurityResponse>(ServiceId.GetSecurity)
{
    protected override SecurityResponse Handle(EmptyMessage request, RequestContext context)
    {
        context.Require(GlobalPermission.ViewSecurity);
        SecurityConfiguration configuration = store.Current;
        return new(configuration.AnonymousRoles, configuration.NamedRoles, [.. configuration.Roles.Values.Select(role => role.ToStored())], [.. configuration.IsolatedPaths]);
    }
}
