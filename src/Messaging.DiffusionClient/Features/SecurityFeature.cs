using Messaging.DiffusionClient.Security;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Authentication;
using Messaging.DiffusionWire.Services.Security;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Types;
using PushTechnology.DiffusionCore.Client.Types;

namespace Messaging.DiffusionClient.Features;

/// <summary>Changes who the session is, and asks what it may do (SEC-04, SEC-20).</summary>
/// <param name="session">The session.</param>
/// <param name="channel">Sends requests.</param>
/// <param name="setPrincipal">Told who the session is from now on, before anything that the server sent later is looked at.</param>
internal sealed class SecurityFeature(ISession session, ServiceChannel channel, Action<string> setPrincipal) : ISecurity
{
    private static readonly Dictionary<string, string> NoProperties = [];

    public ISession Session => session;

    public Task<bool> ChangePrincipalAsync(string principal, ICredentials credentials) =>
        ReauthenticateAsync(principal, credentials, NoProperties, CancellationToken.None);

    public Task<bool> ChangePrincipalAsync(string principal, ICredentials credentials, CancellationToken cancellationToken) =>
        ReauthenticateAsync(principal, credentials, NoProperties, cancellationToken);

    public Task<bool> ReauthenticateAsync(string principal, ICredentials credentials, IReadOnlyDictionary<string, string> properties) =>
        ReauthenticateAsync(principal, credentials, properties, CancellationToken.None);

    public Task<bool> ReauthenticateAsync(
        string principal,
        ICredentials credentials,
        IReadOnlyDictionary<string, string> properties,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        ArgumentNullException.ThrowIfNull(properties);
        return SendAsync(new ReauthenticateRequest(principal, ClientCredentials.ToWire(credentials), [.. properties]), cancellationToken);
    }

    public Task<IReadOnlyCollection<GlobalPermission>> GetGlobalPermissionsAsync() => GetGlobalPermissionsAsync(CancellationToken.None);

    public async Task<IReadOnlyCollection<GlobalPermission>> GetGlobalPermissionsAsync(CancellationToken cancellationToken)
    {
        GlobalPermissionsResponse response = await channel.RequestAsync<EmptyMessage, GlobalPermissionsResponse>(
            ServiceId.GetGlobalPermissions, default, new Operation("Reading the global permissions"), cancellationToken).ConfigureAwait(false);
        return Permissions.ToApi(response.Permissions);
    }

    public Task<IReadOnlyCollection<PathPermission>> GetPermissionsForPathAsync(string path) => GetPermissionsForPathAsync(path, CancellationToken.None);

    public Task<IReadOnlyCollection<PathPermission>> GetPermissionsForPathAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(path);
        return SendAsync(new PathPermissionsRequest(path), cancellationToken);
    }

    private async Task<IReadOnlyCollection<PathPermission>> SendAsync(PathPermissionsRequest request, CancellationToken cancellationToken)
    {
        PathPermissionsResponse response = await channel.RequestAsync<PathPermissionsRequest, PathPermissionsResponse>(
            ServiceId.GetPathPermissions, request, new Operation("Reading the permissions for the path", request.Path), cancellationToken)
            .ConfigureAwait(false);
        return Permissions.ToApi(response.Permissions);
    }

    /// <summary>Asks to be somebody else. A caller who gives up does not stop the server: the answer is heard all the same.</summary>
    private async Task<bool> SendAsync(ReauthenticateRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Task<bool> answer = channel.RequestAsync<ReauthenticateRequest, ReauthenticateResponse, bool>(
            ServiceId.Reauthenticate,
            request,
            new Operation("Authenticating as", request.Principal),
            response => Accept(request.Principal, response),
            CancellationToken.None);
        return await answer.OrGiveUpAsync(cancellationToken).ConfigureAwait(false);
    }

    private bool Accept(string principal, ReauthenticateResponse response)
    {
        if (response.Accepted)
        {
            setPrincipal(principal);
        }

        return response.Accepted;
    }
}
