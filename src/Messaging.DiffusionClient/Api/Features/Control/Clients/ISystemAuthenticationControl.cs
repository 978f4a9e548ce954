#nullable disable
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features.Control.Clients;

/// <summary>The system authentication store: principals, their passwords and roles.</summary>
/// <remarks>
/// Failures of the tasks: those named at the methods, <see cref="SessionSecurityException"/> (VIEW_SECURITY to read,
/// MODIFY_SECURITY to change), <see cref="SessionClosedException"/>, otherwise <see cref="SessionException"/>.
/// Cancelling a token ends the wait for the answer; the server may still do what was asked.
/// </remarks>
public interface ISystemAuthenticationControl : IFeature
{
    /// <summary>A new, empty builder, each time.</summary>
    IScriptBuilder Script { get; }

    /// <summary>Reads the store. Passwords are not in it.</summary>
    /// <returns>The store.</returns>
    Task<ISystemAuthenticationConfiguration> GetSystemAuthenticationAsync();

    /// <inheritdoc cref="GetSystemAuthenticationAsync()"/>
    Task<ISystemAuthenticationConfiguration> GetSystemAuthenticationAsync(CancellationToken cancellationToken);

    /// <summary>Changes the store: all of a script, or nothing.</summary>
    /// <param name="script">The script, as <see cref="IScriptBuilder.ToScript"/> makes it.</param>
    /// <returns>Completes when the script is applied. Fails with <see cref="ScriptException"/> if the server does not accept it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="script"/> is null.</exception>
    Task UpdateStoreAsync(string script);

    /// <inheritdoc cref="UpdateStoreAsync(string)"/>
    Task UpdateStoreAsync(string script, CancellationToken cancellationToken);
}
