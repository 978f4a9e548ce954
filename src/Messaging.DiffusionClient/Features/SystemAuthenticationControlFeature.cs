using Messaging.DiffusionClient.Scripts;
using Messaging.DiffusionClient.Security;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Security;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Features;

/// <summary>Reads and changes the system authentication store (SEC-11, SEC-13).</summary>
internal sealed class SystemAuthenticationControlFeature(ISession session, ServiceChannel channel) : ISystemAuthenticationControl
{
    public ISession Session => session;

    public IScriptBuilder Script => new AuthenticationScript();

    public Task<ISystemAuthenticationConfiguration> GetSystemAuthenticationAsync() => GetSystemAuthenticationAsync(CancellationToken.None);

    public async Task<ISystemAuthenticationConfiguration> GetSystemAuthenticationAsync(CancellationToken cancellationToken) =>
        new SystemAuthenticationConfiguration(await channel.RequestAsync<EmptyMessage, SystemAuthenticationResponse>(
            ServiceId.GetSystemAuthentication, default, new Operation("Reading the system authentication store"), cancellationToken).ConfigureAwait(false));

    public Task UpdateStoreAsync(string script) => UpdateStoreAsync(script, CancellationToken.None);

    public Task UpdateStoreAsync(string script, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(script);
        return channel.UpdateStoreAsync(
            ServiceId.UpdateSystemAuthentication, script, new Operation("Changing the system authentication store"), cancellationToken);
    }
}
