using Messaging.DiffusionClient.Tests.Scripting;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;
using PushTechnology.ClientInterface.Client.Security.Authentication;
using PushTechnology.DiffusionCore.Client.Types;

namespace Messaging.DiffusionClient.Tests.Security;

/// <summary>An authenticator that writes down what it is asked, and then answers as it is told to.</summary>
internal sealed class RecordingAuthenticator : RecordingHandler, IControlAuthenticator
{
    /// <summary>What it does with each callback.</summary>
    public Action<IAuthenticatorCallback> Answer { get; init; } = static _ => { };

    public void Authenticate(
        string principal,
        ICredentials credentials,
        IReadOnlyDictionary<string, string> sessionProperties,
        IReadOnlyDictionary<string, string> proposedProperties,
        IAuthenticatorCallback callback)
    {
        Told($"'{principal}' {credentials.Type} {Convert.ToHexStringLower(credentials.ToBytes())} {Text(sessionProperties)} {Text(proposedProperties)}");
        Answer(callback);
    }
}
