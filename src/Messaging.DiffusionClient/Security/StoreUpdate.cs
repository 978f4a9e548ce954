using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Security;
using PushTechnology.ClientInterface.Client.Features;

namespace Messaging.DiffusionClient.Security;

/// <summary>What both stores have in common: a script changes them, or the server says what is wrong with it.</summary>
internal static class StoreUpdate
{
    /// <summary>Sends a script.</summary>
    /// <exception cref="ScriptException">The server does not accept it.</exception>
    public static async Task UpdateStoreAsync(
        this ServiceChannel channel,
        ServiceId service,
        string script,
        Operation operation,
        CancellationToken cancellationToken)
    {
        ErrorReportsResponse response = await channel.RequestAsync<StoreUpdateRequest, ErrorReportsResponse>(
            service, new StoreUpdateRequest(script), operation, cancellationToken).ConfigureAwait(false);
        ErrorReports.RequireNoneInScript(operation, response.Errors);
    }
}
