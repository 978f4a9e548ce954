using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Security;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Security.Accounts;

namespace Messaging.LocalServer.Services;

/// <summary>Tells what the system authentication store holds, passwords excepted (SEC-11).</summary>
internal sealed class GetSystemAuthenticationService(AccountStore store)
    : Service<EmptyMessage, SystemAuthenticationResponse>(ServiceId.GetSystemAuthentication)
{
    protected override SystemAuthenticationResponse Handle(EmptyMessage request, RequestContext context)
    {
        context.Require(GlobalPermission.ViewSecurity);
        AccountConfiguration configuration = store.Current;
        return new(
            [.. configuration.Accounts.Values.Select(account => new StoredPrincipal(account.Name, account.Roles, account.LockingPrincipal))],
            configuration.AnonymousAction,
            configuration.AnonymousRoles,
            [.. configuration.TrustedProperties.Select(property => new TrustedProperty(property.Key, property.Value.Validation))]);
    }
}
