using Messaging.DiffusionClient.Scripts;
using Messaging.DiffusionClient.Security;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Security;
using PushTechnology.ClientInterface.Client.Features.Control.Clients.SecurityControl;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Features;

/// <summary>Reads and changes the security store (SEC-12, SEC-13).</summary>
internal sealed class SecurityControlFeature(ISession session, ServiceChannel channel) : ISecurityControl
{
    public ISession Session => session;

    public IScriptBuilder Script => new SecurityScript();

    public Task<ISecurityConfiguration> GetSecurityAsync() => GetSecurityAsync(CancellationToken.None);

    public async Task<ISecurityConfiguration> GetSecurityAsync(CancellationToken cancellationToken) =>
        new SecurityConfiguration(await channel.RequestAsync<EmptyMessage, SecurityResponse>(
            ServiceId.GetSecurity, default, new Operation("Reading the security store"), cancellationToken).ConfigureAwait(false));

    public Task UpdateStoreAsync(string script) => UpdateStoreAsync(script, CancellationToken.None);

    public Task UpdateStoreAsync(string script, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(script);
        return channel.UpdateStoreAsync(ServiceId.UpdateSecurity, script, new Operation("Changing the security store"), cancellationToken);
    }
}
