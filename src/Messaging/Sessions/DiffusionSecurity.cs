using System.Collections.ObjectModel;
using Messaging.Diagnostics;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.Sessions;

/// <summary>Who a session of the vendor's API is, and what it may do.</summary>
internal sealed class DiffusionSecurity(ISession session) : ISessionSecurity
{
    public async Task<bool> ReauthenticateAsync(string principal, string password)
    {
        try
        {
            return await session.Security
                .ReauthenticateAsync(principal, Diffusion.Credentials.Password(password), ReadOnlyDictionary<string, string>.Empty)
                .ConfigureAwait(false);
        }
        catch (Exception error)
        {
            throw DiffusionErrors.FromSecretCall(error, new RemoteCall($"changing the user to '{ShownText.Name(principal)}'"));
        }
    }

    public async Task<IReadOnlyCollection<PathPermission>> GetPermissionsAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return DiffusionPermissions.FromVendor(
                await session.Security.GetPermissionsForPathAsync(path, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw DiffusionErrors.FromCall(error, new RemoteCall($"asking for the permissions on the path '{path}'"));
        }
    }
}
