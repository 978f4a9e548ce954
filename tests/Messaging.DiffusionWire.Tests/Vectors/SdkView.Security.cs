using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Authentication;
using Messaging.DiffusionWire.Services.Security;
using Messaging.DiffusionWire.Tests.Support;
using Messaging.DiffusionWire.Values;
using Messaging.TestKit.Vectors;

namespace Messaging.DiffusionWire.Tests.Vectors;

/// <summary>The part of the stores, permissions and reauthentication.</summary>
internal static partial class SdkView
{
    // The session that the SDK had during the survey: its calls say "sid".
    private const string OwnSession = "1122334455667788-0000000000000001";

    private static void VerifySecurityRequest(GoldenVector vector, object message)
    {
        switch (message)
        {
            case StoreUpdateRequest request:
                string call = Call(vector)!;
                request.Script.Should().Be(call[(call.IndexOf('(', StringComparison.Ordinal) + 2)..^2]);
                break;
            case PathPermissionsRequest request:
                request.Path.Should().Be(Quoted().Match(Call(vector)!).Groups[1].Value);
                break;
            case ReauthenticateRequest request:
                VerifyReauthentication(vector, request);
                break;
            case SessionId session:
                session.ToString().Should().Be(OwnSession);
                break;
            default:
                VerifySessionRequest(vector, message);
                break;
        }
    }

    private static void VerifySecurityResult(GoldenVector vector, object message)
    {
        switch (message)
        {
            case ErrorReportsResponse response:
                VerifyReports(vector, response.Errors);
                break;
            case GlobalPermissionsResponse response:
                response.Permissions.Select(PermissionNames.ToName).Should().Equal(Texts(Result(vector, "resolved")!.Value));
                break;
            case PathPermissionsResponse response:
                response.Permissions.Select(PermissionNames.ToName).Should().Equal(Texts(Result(vector, "resolved")!.Value));
                break;
            case SystemAuthenticationResponse response:
                VerifyAuthenticationStore(Result(vector, "resolved")!.Value, response);
                break;
            case SecurityResponse response:
                VerifySecurityStore(Result(vector, "resolved")!.Value, response);
                break;
            case ReauthenticateResponse response:
                // Changing the principal resolves with nothing or is rejected, reauthenticating resolves with a boolean.
                response.Accepted.Should().Be(Result(vector, "resolved") is { ValueKind: JsonValueKind.Object or JsonValueKind.True });
                break;
            default:
                VerifySessionResult(vector, message);
                break;
        }
    }

    private static void VerifyReauthentication(GoldenVector vector, ReauthenticateRequest request)
    {
        Match call = ReauthenticationCall().Match(Call(vector)!);
        call.Success.Should().BeTrue("the call '{0}' is of the form change('principal',credentials,{{properties}})", Call(vector));
        request.Principal.Should().Be(call.Groups["principal"].Value);
        Credentials credentials = call.Groups["bytes"].Success
            ? Credentials.Custom(call.Groups["bytes"].Value.Split(',').Select(number => byte.Parse(number, CultureInfo.InvariantCulture)).ToArray())
            : Credentials.Password(call.Groups["password"].Value);
        request.Credentials.Should().BeEquivalentTo(credentials, Message.Exactly);
        request.ProposedProperties.Should().Equal(PropertiesOf(call.Groups["properties"].Value));
    }

    /// <summary>The SDK rejects with the reports, or resolves with something else.</summary>
    private static void VerifyReports(GoldenVector vector, IReadOnlyList<ErrorReport> errors)
    {
        ErrorReport[] expected = Result(vector, "rejected") is { } reports
            ? [.. reports.EnumerateArray().Select(report =>
                new ErrorReport(Text(report, "message")!, report.GetProperty("line").GetInt32(), report.GetProperty("column").GetInt32()))]
            : [];
        errors.Should().Equal(expected);
    }

    private static void VerifyAuthenticationStore(JsonElement expected, SystemAuthenticationResponse actual)
    {
        actual.Principals.Should().BeEquivalentTo(
            expected.GetProperty("principals").EnumerateArray().Select(principal =>
                new StoredPrincipal(Text(principal, "name")!, Texts(principal.GetProperty("roles")), Text(principal, "lockingPrincipal"))),
            Message.Exactly);
        actual.AnonymousAction.ToString().Should().BeEquivalentTo(Text(expected.GetProperty("anonymous"), "action"));
        actual.AnonymousRoles.Should().Equal(Texts(expected.GetProperty("anonymous").GetProperty("roles")));
        actual.TrustedProperties.Should().BeEquivalentTo(
            expected.GetProperty("trustedClientProposedProperties").EnumerateObject().Select(property =>
                new TrustedProperty(property.Name, Validation(property.Value))),
            Message.Exactly);
    }

    private static PropertyValidation Validation(JsonElement expected) => expected.GetProperty("type").GetInt32() == 0
        ? new PropertyValidation.Matches(Text(expected, "regex")!)
        : new PropertyValidation.OneOf(Texts(expected.GetProperty("values")));

    private static void VerifySecurityStore(JsonElement expected, SecurityResponse actual)
    {
        actual.AnonymousRoles.Should().Equal(Texts(expected.GetProperty("anonymous")));
        actual.NamedRoles.Should().Equal(Texts(expected.GetProperty("named")));
        actual.IsolatedPaths.Should().Equal(Texts(expected.GetProperty("isolatedPaths")));
        actual.Roles.Should().HaveCount(expected.GetProperty("roles").GetArrayLength());
        foreach ((StoredRole role, JsonElement reported) in actual.Roles.Zip(expected.GetProperty("roles").EnumerateArray()))
        {
            role.Name.Should().Be(Text(reported, "name"));
            role.GlobalPermissions.Select(PermissionNames.ToName).Should().Equal(Texts(reported.GetProperty("global")));
            role.DefaultPathPermissions.Select(PermissionNames.ToName).Should().Equal(Texts(reported.GetProperty("default")));
            role.PathPermissions.Select(path => (path.Path, string.Join(' ', path.Permissions.Select(PermissionNames.ToName)))).Should().Equal(
                reported.GetProperty("topic").EnumerateObject().Select(path => (path.Name, string.Join(' ', Texts(path.Value)))));
            role.IncludedRoles.Should().Equal(Texts(reported.GetProperty("roles")));
            role.LockingPrincipal.Should().Be(Text(reported, "lockingPrincipal"));
        }
    }

    private static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(text => text.GetString()!)];

    /// <summary>The pairs of <c>room:'a',nick:'B'</c>.</summary>
    private static IEnumerable<KeyValuePair<string, string>> PropertiesOf(string literal) =>
        LowerCaseProperty().Matches(literal).Select(property => new KeyValuePair<string, string>(property.Groups[1].Value, property.Groups[2].Value));

    [GeneratedRegex(@"\('(?<principal>[^']*)',(?:'(?<password>[^']*)'|Uint8Array\[(?<bytes>[\d,]*)\])(?:,\{(?<properties>[^}]*)\})?\)", RegexOptions.CultureInvariant)]
    private static partial Regex ReauthenticationCall();

    [GeneratedRegex(@"\b([a-z]+):'([^']*)'", RegexOptions.CultureInvariant)]
    private static partial Regex LowerCaseProperty();
}
