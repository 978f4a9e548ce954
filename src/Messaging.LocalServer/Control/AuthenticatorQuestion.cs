using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services.Authentication;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Requests;
using Messaging.LocalServer.Security.Roles;
using Messaging.LocalServer.Security.SignIn;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Control;

/// <summary>One question to a session that is an authenticator, and what becomes of its answer (SEC-23).</summary>
internal sealed class AuthenticatorQuestion(AuthenticationRequest request) : IPendingRequest
{
    // Whoever waits goes on elsewhere: the thread that brings the answer belongs to the authenticator's session.
    private readonly TaskCompletionSource<AuthenticationResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the authenticator says. Completes in any case: see <see cref="IPendingRequest"/>.</summary>
    public Task<AuthenticationResult> Result => _result.Task;

    public AuthenticateRequest ToWire(int streamId) => new(
        request.Principal,
        request.Credentials,
        request.Session.Properties,
        request.ProposedProperties,
        streamId);

    public void OnAnswered(in Frame answer, WriteBatch batch) => _result.TrySetResult(Read(answer));

    public void OnUnanswered(UnansweredReason reason, WriteBatch batch) =>
        _result.TrySetResult(reason == UnansweredReason.TooMany ? AuthenticationResult.Deny : AuthenticationResult.Abstain);

    private AuthenticationResult Read(in Frame answer)
    {
        if (answer.Type == FrameType.Error)
        {
            return AuthenticationResult.Abstain;
        }

        try
        {
            return answer.ReadBody<AuthenticateResponse>() switch
            {
                AuthenticateResponse.Allow allowed => AuthenticationResult.Allow(Allow(allowed.Properties)),
                AuthenticateResponse.Deny => AuthenticationResult.Deny,
                _ => AuthenticationResult.Abstain,
            };
        }
        catch (WireFormatException)
        {
            return AuthenticationResult.Abstain;
        }
        catch (FormatException)
        {
            // It meant to allow, but nobody knows whom or what.
            return AuthenticationResult.Deny;
        }
    }

    private SessionIdentity Allow(IReadOnlyList<KeyValuePair<string, string>> properties)
    {
        string principal = request.Principal;
        RoleList roles = request.Session.Roles;
        foreach ((string key, string value) in properties)
        {
            principal = key == SessionIdentity.PrincipalKey ? value : principal;
            roles = key == SessionIdentity.RolesKey ? new RoleList(RoleNames.Parse(value)) : roles;
        }

        // User-defined properties are exactly those that the authenticator names; of fixed ones it may set some.
        SessionIdentity identity = request.Session.With(principal, roles).WithUserProperties([]);
        return new PropertyUpdate(properties, []).ApplyTo(identity);
    }
}
