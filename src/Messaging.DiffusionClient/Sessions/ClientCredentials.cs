using Messaging.DiffusionWire.Handshake;
using PushTechnology.DiffusionCore.Client.Types;
using CredentialsType = PushTechnology.DiffusionCore.Client.Types.CredentialsType;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>The wire's credentials behind the public interface. No text form shows a secret.</summary>
internal sealed class ClientCredentials(Credentials wire) : ICredentials
{
    public Credentials Wire => wire;

    public CredentialsType Type => (CredentialsType)wire.Type;

    /// <summary>What to send for credentials, ours or an application's own.</summary>
    public static Credentials ToWire(ICredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return credentials switch
        {
            ClientCredentials own => own.Wire,
            { Type: CredentialsType.NONE } => Credentials.None,
            { Type: CredentialsType.PLAIN_PASSWORD } => Credentials.Password(System.Text.Encoding.UTF8.GetString(credentials.ToBytes())),
            _ => Credentials.Custom(credentials.ToBytes()),
        };
    }

    public byte[] ToBytes() => wire.Data.ToArray();

    public override string ToString() => wire.ToString();
}
