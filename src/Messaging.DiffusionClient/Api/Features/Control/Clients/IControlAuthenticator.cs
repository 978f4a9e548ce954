#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Security.Authentication;
using PushTechnology.DiffusionCore.Client.Types;

namespace PushTechnology.ClientInterface.Client.Features.Control.Clients;

/// <summary>Decides who may have a session.</summary>
/// <remarks>One that throws is removed and told CALLBACK_EXCEPTION; the server asks the next one.</remarks>
public interface IControlAuthenticator : IStream
{
    /// <summary>Somebody wants a session, or wants to go on as somebody else.</summary>
    /// <param name="principal">Who; empty for an anonymous session.</param>
    /// <param name="credentials">The proof.</param>
    /// <param name="sessionProperties">What the server knows of the session.</param>
    /// <param name="proposedProperties">Session properties that the client wants.</param>
    /// <param name="callback">Takes the answer, now or later, from any thread.</param>
    void Authenticate(
        string principal,
        ICredentials credentials,
        IReadOnlyDictionary<string, string> sessionProperties,
        IReadOnlyDictionary<string, string> proposedProperties,
        IAuthenticatorCallback callback);
}
