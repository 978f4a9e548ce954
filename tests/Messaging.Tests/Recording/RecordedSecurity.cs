using Messaging.Sessions;

namespace Messaging.Tests.Recording;

/// <summary>Conceals the passwords with which a session changes its user.</summary>
internal sealed class RecordedSecurity(ISessionSecurity security) : ISessionSecurity
{
    public Task<bool> ReauthenticateAsync(string principal, string password)
    {
        TestSecrets.Disclose(principal);
        TestSecrets.Conceal(password);
        return security.ReauthenticateAsync(principal, password);
    }

    public Task<IReadOnlyCollection<PathPermission>> GetPermissionsAsync(string path, CancellationToken cancellationToken) =>
        security.GetPermissionsAsync(path, cancellationToken);
}
