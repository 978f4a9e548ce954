namespace Messaging.Sessions;

/// <summary>Gives the calls of a session's security a time limit, except the one that must not have any.</summary>
internal sealed class TimeLimitedSecurity(ISessionSecurity security, CallTimeLimit limit) : ISessionSecurity
{
    public Task<bool> ReauthenticateAsync(string principal, string password) => security.ReauthenticateAsync(principal, password);

    public Task<IReadOnlyCollection<PathPermission>> GetPermissionsAsync(string path, CancellationToken cancellationToken) =>
        limit.LimitAsync($"asking for the permissions on the path '{path}'", token => security.GetPermissionsAsync(path, token), cancellationToken);
}
