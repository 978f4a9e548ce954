using PushTechnology.ClientInterface.Client.Features.Control.Clients;
using PushTechnology.ClientInterface.Client.Security.Authentication;
using PushTechnology.DiffusionCore.Client.Types;

namespace Messaging.Interop.Tests.Recorders;

/// <summary>Keeps whom the vendor's .NET API asks it to authenticate.</summary>
public sealed class AuthenticatorRecorder : Recorder<AuthenticatorRecorder.Question>, IControlAuthenticator
{
    public void Authenticate(
        string principal,
        ICredentials credentials,
        IReadOnlyDictionary<string, string> sessionProperties,
        IReadOnlyDictionary<string, string> proposedProperties,
        IAuthenticatorCallback callback) => Record(new(principal, credentials, sessionProperties, proposedProperties, callback));

    /// <summary>What it was asked.</summary>
    public sealed record Question(
        string Principal,
        ICredentials Credentials,
        IReadOnlyDictionary<string, string> SessionProperties,
        IReadOnlyDictionary<string, string> ProposedProperties,
        IAuthenticatorCallback Callback);
}
