#nullable disable
using PushTechnology.ClientInterface.Client.Factories;

namespace PushTechnology.DiffusionCore.Client.Types;

/// <summary>What proves a principal to the server. Immutable; made by <see cref="Diffusion.Credentials"/>.</summary>
/// <remarks><c>ToString</c> never shows a secret.</remarks>
public interface ICredentials
{
    /// <summary>What kind of credentials these are.</summary>
    CredentialsType Type { get; }

    /// <summary>A copy of the secret: UTF-8 for a password, empty for none.</summary>
    /// <returns>A new array.</returns>
    byte[] ToBytes();
}
