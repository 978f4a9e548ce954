using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Authentication;
using Messaging.DiffusionWire.Services.Locks;
using Messaging.DiffusionWire.Services.Requests;
using Messaging.DiffusionWire.Tests.Support;
using Messaging.TestKit.Vectors;

namespace Messaging.DiffusionWire.Tests.Vectors;

/// <summary>The part of requests between sessions, authenticators and locks.</summary>
internal static partial class SdkView
{
    private static void VerifyMessagingRequest(GoldenVector vector, object message)
    {
        switch (message)
        {
            case PathRequest request:
                VerifySending(vector, request.Path, request.ValueType, request.Value);
                break;
            case SessionRequest request:
                VerifySession(request.Session);
                VerifySending(vector, request.Path, request.ValueType, request.Value);
                break;
            case FilterRequest request:
                string[] quoted = QuotedIn(Call(vector)!);
                request.Filter.Should().Be(quoted[0]);
                request.Path.Should().Be(quoted[1]);
                VerifyRequestLiteral(Call(vector)!.Split(',')[2], request.ValueType, request.Value);
                break;
            case AddRequestHandlerRequest request:
                request.Path.Should().Be(QuotedIn(Call(vector)!)[0]);
                request.Keys.Should().Equal(QuotedIn(Call(vector)!)[1..]);
                break;
            case AddAuthenticatorRequest request:
                request.Name.Should().Be(QuotedIn(Call(vector)!)[0]);
                break;
            case SessionLockRequest request when Call(vector) is { } call:
                request.Name.Should().Be(QuotedIn(call)[0]);
                request.Scope.Should().Be(call.Contains("connection-loss", StringComparison.Ordinal)
                    ? SessionLockScope.UnlockOnConnectionLoss
                    : SessionLockScope.UnlockOnSessionLoss);
                break;
            case GetSessionLockRequest request:
                request.Name.Should().Be(QuotedIn(Call(vector)!)[0]);
                break;
        }
    }

    private static void VerifyMessagingResult(GoldenVector vector, object message)
    {
        switch (message)
        {
            case RequestResponse response:
                VerifyRequestValue(Result(vector, "resolved")!.Value, response.ValueType, response.Value);
                break;
            case PathRequest request when Result(vector, "seen") is { } seen:
                request.Path.Should().Be(Text(seen, "path"));
                VerifyRequestValue(seen.GetProperty("request"), request.ValueType, request.Value);
                break;
            case ForwardedRequest request:
                VerifyForwarded(Result(vector, "seen")!.Value, request);
                break;
            case FilteredResponse response:
                VerifyFiltered(Result(vector, "callbacks")!.Value[0], response);
                break;
            case AuthenticateRequest request:
                VerifyAuthentication(Result(vector, "events")!.Value[0], request);
                break;
            default:
                VerifyLockResult(vector, message);
                break;
        }
    }

    private static void VerifyLockResult(GoldenVector vector, object message)
    {
        switch (message)
        {
            case AcquiredLock acquired when Result(vector, "name") is { } name:
                acquired.Name.Should().Be(name.GetString());
                acquired.Sequence.Should().Be(Integer(Text(vector.SdkResult, "sequence")!));
                ((int)acquired.Scope).Should().Be(vector.SdkResult.GetProperty("scope").GetInt32());
                break;
            case UnlockResponse response:
                response.Released.Should().Be((Result(vector, "result") ?? Result(vector, "resolvesWith"))!.Value.GetBoolean());
                break;
            case SessionLockResponse response:
                VerifyHolder(Result(vector, "resolved")!.Value, response.Holder);
                break;
            case SessionLocksResponse response:
                JsonProperty[] locks = [.. Result(vector, "resolved")!.Value.EnumerateObject()];
                response.Locks.Select(held => held.Key).Should().Equal(locks.Select(held => held.Name));
                foreach ((JsonProperty expected, KeyValuePair<string, LockHolder> held) in locks.Zip(response.Locks))
                {
                    VerifyHolder(expected.Value, held.Value);
                }

                break;
        }
    }

    private static void VerifySending(GoldenVector vector, string path, string valueType, ReadOnlyMemory<byte> value)
    {
        Match call = SendingCall().Match(Call(vector)!);
        call.Success.Should().BeTrue("the call '{0}' is of the form sendRequest('path',value,...)", Call(vector));
        path.Should().Be(call.Groups["path"].Value);
        VerifyRequestLiteral(call.Groups["value"].Value, valueType, value);
    }

    private static void VerifyRequestLiteral(string literal, string valueType, ReadOnlyMemory<byte> value)
    {
        if (literal.StartsWith("binary[", StringComparison.Ordinal))
        {
            valueType.Should().Be("binary");
            value.ToArray().Should().Equal(literal[7..^1].Split(',').Select(number => byte.Parse(number, CultureInfo.InvariantCulture)));
        }
        else
        {
            VerifyLiteral(literal, DataTypes[valueType], value);
        }
    }

    private static void VerifyRequestValue(JsonElement expected, string valueType, ReadOnlyMemory<byte> value)
    {
        if (valueType == "binary")
        {
            Hex.Of(value.Span).Should().Be(expected.GetString());
        }
        else
        {
            VerifyValue(expected, DataTypes[valueType], value);
        }
    }

    private static void VerifyForwarded(JsonElement seen, ForwardedRequest request)
    {
        JsonElement context = seen.GetProperty("ctx");
        request.Sender.ToString().Should().Be(Text(context, "sessionId"));
        request.Path.Should().Be(Text(context, "path"));
        VerifyProperties(context.GetProperty("properties"), request.Properties);
        VerifyRequestValue(seen.GetProperty("request"), request.ValueType, request.Value);
    }

    private static void VerifyFiltered(JsonElement expected, FilteredResponse actual)
    {
        actual.Session.ToString().Should().Be(Text(expected, "from"));
        if (expected.TryGetProperty("errorId", out JsonElement code))
        {
            actual.Response.Should().BeNull();
            actual.Error.Should().Be(new ServiceError(Text(expected, "errorReason")!, code.GetInt32()));
        }
        else
        {
            actual.Error.Should().BeNull();
            VerifyRequestValue(expected.GetProperty("response"), actual.Response!.Value.ValueType, actual.Response.Value.Value);
        }
    }

    private static void VerifyAuthentication(JsonElement expected, AuthenticateRequest actual)
    {
        actual.Principal.Should().Be(Text(expected, "principal"));
        VerifyProperties(expected.GetProperty("sessionProperties"), actual.SessionProperties);
        VerifyProperties(expected.GetProperty("proposedProperties"), actual.ProposedProperties);
        JsonElement credentials = expected.GetProperty("credentials");
        switch (credentials.ValueKind)
        {
            case JsonValueKind.String:
                actual.Credentials.Should().BeEquivalentTo(Credentials.Password(credentials.GetString()!), Message.Exactly);
                break;
            case JsonValueKind.Object:
                actual.Credentials.Should().BeEquivalentTo(Credentials.Custom(Convert.FromHexString(Text(credentials, "bytes")!)), Message.Exactly);
                break;
            default:
                // The SDK makes no difference between no credentials and an empty password.
                actual.Credentials.Data.Length.Should().Be(0);
                actual.Credentials.Type.Should().NotBe(CredentialsType.Custom);
                break;
        }
    }

    private static void VerifyHolder(JsonElement expected, LockHolder? actual)
    {
        (actual is null).Should().Be(expected.ValueKind == JsonValueKind.Null);
        if (actual is { } holder)
        {
            holder.ServerName.Should().Be(Text(expected, "serverName"));
            holder.Session.ToString().Should().Be(Text(expected, "sessionId"));
            holder.Sequence.Should().Be(Integer(Text(expected, "sequence")!));
        }
    }

    [GeneratedRegex(@"sendRequest\('(?<path>[^']*)',(?<value>\{[^}]*\}|'[^']*'|binary\[[\d,]*\]|[\d.]+)", RegexOptions.CultureInvariant)]
    private static partial Regex SendingCall();
}
