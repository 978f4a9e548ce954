namespace Messaging.DiffusionWire.Handshake;

/// <summary>How a session proves who it is (rule SEC-01).</summary>
public enum CredentialsType : byte
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>By a password: UTF-8 text.</summary>
    Password = 1,

    /// <summary>By bytes that only the server's authenticator understands.</summary>
    Custom = 2,
}
