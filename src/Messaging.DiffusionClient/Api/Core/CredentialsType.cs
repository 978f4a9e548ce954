#nullable disable
namespace PushTechnology.DiffusionCore.Client.Types;

/// <summary>The kinds of <see cref="ICredentials"/>.</summary>
public enum CredentialsType : byte
{
    /// <summary>None.</summary>
    NONE = 0,

    /// <summary>A password.</summary>
    PLAIN_PASSWORD = 1,

    /// <summary>Bytes for the server's authenticator.</summary>
    CUSTOM = 2,
}
