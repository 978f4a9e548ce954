#nullable disable
namespace PushTechnology.ClientInterface.Client.Security.Authentication;

/// <summary>Takes an authenticator's answer. The first one counts; later ones are ignored. Thread-safe.</summary>
public interface IAuthenticatorCallback
{
    /// <summary>Lets the session in. No proposed property is accepted.</summary>
    void Allow();

    /// <summary>Lets the session in, with properties.</summary>
    /// <param name="properties">User properties and fixed ones that may be set, such as <c>$Roles</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="properties"/> or a value in it is null.</exception>
    void Allow(IReadOnlyDictionary<string, string> properties);

    /// <summary>Keeps the session out.</summary>
    void Deny();

    /// <summary>Leaves it to the next authenticator.</summary>
    void Abstain();
}
