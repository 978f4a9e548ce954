using CsCheck;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Authentication;
using Messaging.DiffusionWire.Services.Security;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Tests.Properties;

/// <summary>The messages of docs/protocol/security.md.</summary>
internal static partial class Generators
{
    public static Gen<ErrorReport[]> ErrorReports =>
        Gen.Select(Text, Int32, Int32, (message, line, column) => new ErrorReport(message, line, column)).Array[0, 4];

    public static Gen<GlobalPermission[]> AnyGlobalPermissions => Gen.Byte.Select(number => (GlobalPermission)number).Array[0, 12];

    public static Gen<PathPermission[]> AnyPathPermissions => Gen.Byte.Select(number => (PathPermission)number).Array[0, 12];

    public static Gen<SystemAuthenticationResponse> SystemAuthentication => Gen.Select(
        Gen.Select(Text, Texts, OptionalText, (name, roles, lockedBy) => new StoredPrincipal(name, roles, lockedBy)).Array[0, 4],
        Gen.Enum<AnonymousConnectionAction>(),
        Texts,
        Gen.Select(Text, Validation, (name, validation) => new TrustedProperty(name, validation)).Array[0, 4],
        (principals, action, roles, properties) => new SystemAuthenticationResponse(principals, action, roles, properties));

    public static Gen<SecurityResponse> Security => Gen.Select(
        Texts, Texts, Role.Array[0, 4], Texts, (anonymous, named, roles, isolated) => new SecurityResponse(anonymous, named, roles, isolated));

    public static Gen<ReauthenticateRequest> ReauthenticateRequest => Gen.Select(
        Text, Credentials, Properties, (principal, credentials, properties) => new ReauthenticateRequest(principal, credentials, properties));

    private static Gen<string[]> Texts => Text.Array[0, 4];

    private static Gen<string?> OptionalText => Text.Null();

    private static Gen<PropertyValidation> Validation => Gen.OneOf(
        Text.Select(pattern => (PropertyValidation)new PropertyValidation.Matches(pattern)),
        Texts.Select(values => (PropertyValidation)new PropertyValidation.OneOf(values)));

    private static Gen<StoredRole> Role => Gen.Select(
        Text,
        Gen.Enum<GlobalPermission>().Array[0, 4],
        Gen.Enum<PathPermission>().Array[0, 4],
        Gen.Select(Text, Gen.Enum<PathPermission>().Array[0, 4], (path, permissions) => new StoredPathPermissions(path, permissions)).Array[0, 3],
        Texts,
        OptionalText,
        (name, global, defaults, paths, included, lockedBy) => new StoredRole(name, global, defaults, paths, included, lockedBy));
}
