#nullable disable
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Types;
using PushTechnology.DiffusionCore.Client.Types;

namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>Who the session is, and what it may do.</summary>
/// <remarks>
/// Failures of the tasks: those named at the methods, <see cref="SessionClosedException"/>, otherwise <see cref="SessionException"/>.
/// Cancelling a token ends the wait for the answer; the server may still do what was asked, and
/// <see cref="ISession.Principal"/> follows it.
/// </remarks>
public interface ISecurity : IFeature
{
    /// <summary>Makes another principal of the live session.</summary>
    /// <param name="principal">Who from now on.</param>
    /// <param name="credentials">The proof.</param>
    /// <returns>True if <see cref="ISession.Principal"/> is the new one, false if the proof was not accepted and nothing has changed.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    [Obsolete("Use ReauthenticateAsync.")]
    Task<bool> ChangePrincipalAsync(string principal, ICredentials credentials);

    /// <inheritdoc cref="ChangePrincipalAsync(string, ICredentials)"/>
    [Obsolete("Use ReauthenticateAsync.")]
    Task<bool> ChangePrincipalAsync(string principal, ICredentials credentials, CancellationToken cancellationToken);

    /// <summary>Authenticates the live session anew, as the same principal or as another.</summary>
    /// <param name="principal">Who from now on.</param>
    /// <param name="credentials">The proof.</param>
    /// <param name="properties">Session properties to propose; may be empty.</param>
    /// <returns>True if <see cref="ISession.Principal"/> is the new one, false if the proof was not accepted and nothing has changed.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    Task<bool> ReauthenticateAsync(string principal, ICredentials credentials, IReadOnlyDictionary<string, string> properties);

    /// <inheritdoc cref="ReauthenticateAsync(string, ICredentials, IReadOnlyDictionary{string, string})"/>
    Task<bool> ReauthenticateAsync(
        string principal,
        ICredentials credentials,
        IReadOnlyDictionary<string, string> properties,
        CancellationToken cancellationToken);

    /// <summary>Asks which global permissions the session has now.</summary>
    /// <returns>The permissions, each once.</returns>
    Task<IReadOnlyCollection<GlobalPermission>> GetGlobalPermissionsAsync();

    /// <inheritdoc cref="GetGlobalPermissionsAsync()"/>
    Task<IReadOnlyCollection<GlobalPermission>> GetGlobalPermissionsAsync(CancellationToken cancellationToken);

    /// <summary>Asks which permissions the session has at a path now.</summary>
    /// <param name="path">The path; no topic need be there.</param>
    /// <returns>The permissions, each once.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    Task<IReadOnlyCollection<PathPermission>> GetPermissionsForPathAsync(string path);

    /// <inheritdoc cref="GetPermissionsForPathAsync(string)"/>
    Task<IReadOnlyCollection<PathPermission>> GetPermissionsForPathAsync(string path, CancellationToken cancellationToken);
}
