namespace Messaging.Sessions;

/// <summary>Who a session is, and what it may do. Part of the port: see <see cref="ITopicSession"/>.</summary>
internal interface ISessionSecurity
{
    /// <summary>
    /// Makes another user of the session. <see langword="false"/>: the credentials were refused and nothing has changed. Has no
    /// time limit, as giving up would leave open who the session is: it ends with the session at the latest.
    /// </summary>
    Task<bool> ReauthenticateAsync(string principal, string password);

    /// <summary>What the session may do at a path now; permissions that are unknown here are left out.</summary>
    Task<IReadOnlyCollection<PathPermission>> GetPermissionsAsync(string path, CancellationToken cancellationToken);
}
