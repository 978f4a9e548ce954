using Messaging.DiffusionWire.Handshake;
using PushTechnology.ClientInterface.Client.Security.Authentication;
using PushTechnology.DiffusionCore.Client.Types;

namespace Messaging.DiffusionClient.Sessions;

internal sealed class CredentialsFactory : ICredentialsFactory
{
    public ICredentials NoCredentials() => new ClientCredentials(Credentials.None);

    public ICredentials Password(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        return new ClientCredentials(Credentials.Password(password));
    }

    public ICredentials Custom(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return new ClientCredentials(Credentials.Custom(bytes.ToArray()));
    }
}
