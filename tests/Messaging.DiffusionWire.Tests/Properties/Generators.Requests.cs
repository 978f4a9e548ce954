using CsCheck;
using Messaging.DiffusionWire.Services.Authentication;
using Messaging.DiffusionWire.Services.Locks;
using Messaging.DiffusionWire.Services.Requests;

namespace Messaging.DiffusionWire.Tests.Properties;

/// <summary>Requests between sessions, authenticators and locks.</summary>
internal static partial class Generators
{
    public static Gen<ForwardedRequest> ForwardedRequest => Gen.Select(
        Int32,
        SessionId,
        Text,
        Properties,
        Text,
        Memory,
        (handler, sender, path, properties, type, value) => new ForwardedRequest(handler, sender, path, properties, type, value));

    public static Gen<FilterRequest> FilterRequest => Gen.Select(
        Int32, Text, Text, Text, Memory, (callback, filter, path, type, value) => new FilterRequest(callback, filter, path, type, value));

    public static Gen<FilteredResponse> FilteredResponse => Gen.OneOf(
        Gen.Select(Int32, SessionId, Text, Memory, (callback, session, type, value) => new FilteredResponse(callback, session, new RequestResponse(type, value))),
        Gen.Select(Int32, SessionId, ServiceError, (callback, session, error) => new FilteredResponse(callback, session, error)));

    public static Gen<AddRequestHandlerRequest> AddRequestHandler => Gen.Select(
        Text, Texts, Int32, (path, keys, handler) => new AddRequestHandlerRequest(path, keys, handler));

    public static Gen<AuthenticateRequest> AuthenticateRequest => Gen.Select(
        Text,
        Credentials,
        Properties,
        Properties,
        Int32,
        (principal, credentials, session, proposed, authenticator) => new AuthenticateRequest(principal, credentials, session, proposed, authenticator));

    public static Gen<AuthenticateResponse> AuthenticateResponse => Gen.OneOf(
        Gen.Const((AuthenticateResponse)DiffusionWire.Services.Authentication.AuthenticateResponse.Deny.Instance),
        Gen.Const((AuthenticateResponse)DiffusionWire.Services.Authentication.AuthenticateResponse.Abstain.Instance),
        Properties.Select(properties => (AuthenticateResponse)new AuthenticateResponse.Allow(properties)));

    public static Gen<SessionLocksResponse> SessionLocks => Gen.Select(
        Text,
        Gen.Select(Text, SessionId, Int64, (server, session, sequence) => new LockHolder(server, session, sequence)),
        (name, holder) => new KeyValuePair<string, LockHolder>(name, holder)).Array[0, 4].Select(locks => new SessionLocksResponse(locks));
}
