#nullable disable
using PushTechnology.DiffusionCore.Client.Types;

namespace PushTechnology.ClientInterface.Client.Security.Authentication;

/// <summary>Makes credentials. Thread-safe.</summary>
public interface ICredentialsFactory
{
    /// <summary>Credentials that say nothing.</summary>
    /// <returns>The credentials.</returns>
    ICredentials NoCredentials();

    /// <summary>A password.</summary>
    /// <param name="password">Any text, empty included.</param>
    /// <returns>The credentials.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="password"/> is null.</exception>
    ICredentials Password(string password);

    /// <summary>Bytes that only the server's authenticator understands.</summary>
    /// <param name="bytes">The bytes; they are copied.</param>
    /// <returns>The credentials.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="bytes"/> is null.</exception>
    ICredentials Custom(byte[] bytes);
}
