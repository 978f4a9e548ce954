#pragma warning disable CA1859 // what applications call is the interface, not the class
using System.Text.Json;
using Messaging.DiffusionClient.Scripts;
using Messaging.TestKit.Vectors;
using PushTechnology.ClientInterface.Client.Types;
using AuthenticationBuilder = PushTechnology.ClientInterface.Client.Features.Control.Clients.IScriptBuilder;
using SecurityBuilder = PushTechnology.ClientInterface.Client.Features.Control.Clients.SecurityControl.IScriptBuilder;

namespace Messaging.DiffusionClient.Tests.Security;

/// <summary>The texts of the official SDK's script builders, character for character.</summary>
public sealed class ScriptTextTests
{
    /// <summary>The one that our API cannot express: permissions are an enum here, and a text there.</summary>
    internal const string NotExpressible = "sec.setGlobalPermissions #4";

    public static TheoryData<string> Names => [.. Scripts().Where(name => name != NotExpressible)];

    internal static IEnumerable<string> Scripts() =>
        GoldenVectors.Security.Where(vector => vector.Text("group") == "script-text").Select(vector => vector.Name);

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Rule", "SEC-14, SEC-15, SEC-16")]
    public void Script_OfTheVectors_IsTheOfficialText(string name)
    {
        GoldenVector vector = GoldenVectors.Get(name);
        string method = vector.SdkCall.GetProperty("method").GetString()!;
        JsonElement[] arguments = [.. vector.SdkCall.GetProperty("args").EnumerateArray()];

        string script = name.StartsWith("auth.", StringComparison.Ordinal)
            ? Build(new AuthenticationScript(), method, arguments).ToScript()
            : Build(new SecurityScript(), method, arguments).ToScript();

        script.Should().Be(vector.Text("script"));
        System.Text.Encoding.UTF8.GetBytes(script).Should().Equal(vector.Bytes);
    }

    [Fact]
    public void Vectors_OfScripts_AreAllHere() => Scripts().Should().HaveCount(57);

    [Fact]
    public void Commands_Several_AreOneALineWithoutABreakAtTheEnd()
    {
        new AuthenticationScript().ToScript().Should().BeEmpty();
        new AuthenticationScript().RemovePrincipal("a").RemovePrincipal("b").ToScript().Should().Be("remove principal 'a'\nremove principal 'b'");
    }

    [Fact]
    public void Builder_AppendedToItself_DoublesItsCommands()
    {
        AuthenticationBuilder authentication = new AuthenticationScript().DenyAnonymousConnections();
        SecurityBuilder security = new SecurityScript().IsolatePath("a");

        authentication.Append(authentication).Should().BeSameAs(authentication);
        security.Append(security).Append(new SecurityScript()).Should().BeSameAs(security);

        authentication.ToScript().Should().Be("deny anonymous connections\ndeny anonymous connections");
        security.ToScript().Should().Be("isolate path 'a'\nisolate path 'a'");
    }

    [Fact]
    public void Builder_ArgumentThatCannotBeSent_ThrowsAndStaysAsItWas()
    {
        AuthenticationBuilder builder = new AuthenticationScript();

        FluentActions.Invoking(() => builder.AddPrincipal("half a \ud83d pair", "p", [])).Should().Throw<ArgumentException>().WithParameterName("name");
        FluentActions.Invoking(() => builder.AddPrincipal("a", "\ude00", [])).Should().Throw<ArgumentException>().WithParameterName("password");
        FluentActions.Invoking(() => builder.AddPrincipal("a", "p", null!)).Should().Throw<ArgumentNullException>().WithParameterName("roles");
        FluentActions.Invoking(() => builder.AddPrincipal("a", "p", [null!])).Should().Throw<ArgumentNullException>().WithParameterName("roles");
        FluentActions.Invoking(() => builder.SetPassword(null!, "p")).Should().Throw<ArgumentNullException>().WithParameterName("name");
        FluentActions.Invoking(() => builder.Append(null!)).Should().Throw<ArgumentNullException>();
        builder.ToScript().Should().BeEmpty();
    }

    [Fact]
    public void Builder_NumberThatIsNoPermission_Throws()
    {
        SecurityBuilder builder = new SecurityScript();

        FluentActions.Invoking(() => builder.SetGlobalPermissions("R", [(GlobalPermission)99])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => builder.SetPathPermissions("R", "a", [(PathPermission)12])).Should().Throw<ArgumentException>();
        builder.ToScript().Should().BeEmpty();
    }

    [Fact]
    public void AuthenticationBuilder_AsText_ShowsNoPassword() =>
        new AuthenticationScript().SetPassword("bob", "secret").ToString().Should().NotContain("secret");

    private static AuthenticationBuilder Build(AuthenticationBuilder builder, string method, JsonElement[] arguments) => method switch
    {
        "addPrincipal" when arguments.Length == 4 => builder.AddPrincipal(Text(arguments[0]), Text(arguments[1]), List(arguments[2]), Text(arguments[3])),
        "addPrincipal" => builder.AddPrincipal(Text(arguments[0]), Text(arguments[1]), List(arguments.ElementAtOrDefault(2))),
        "removePrincipal" => builder.RemovePrincipal(Text(arguments[0])),
        "assignRoles" => builder.AssignRoles(Text(arguments[0]), List(arguments[1])),
        "setPassword" => builder.SetPassword(Text(arguments[0]), Text(arguments[1])),
        "verifyPassword" => builder.VerifyPassword(Text(arguments[0]), Text(arguments[1])),
        "allowAnonymousConnections" => builder.AllowAnonymousConnections(List(arguments.ElementAtOrDefault(0))),
        "denyAnonymousConnections" => builder.DenyAnonymousConnections(),
        "abstainAnonymousConnections" => builder.AbstainAnonymousConnections(),
        "trustClientProposedPropertyIn" => builder.TrustClientProposedPropertyIn(Text(arguments[0]), List(arguments[1])),
        "trustClientProposedPropertyMatches" => builder.TrustClientProposedPropertyMatches(Text(arguments[0]), Text(arguments[1])),
        "ignoreClientProposedProperty" => builder.IgnoreClientProposedProperty(Text(arguments[0])),
        _ => throw new InvalidOperationException($"No such command: {method}."),
    };

    private static SecurityBuilder Build(SecurityBuilder builder, string method, JsonElement[] arguments) => method switch
    {
        "setRolesForAnonymousSessions" => builder.SetRolesForAnonymousSessions(List(arguments[0])),
        "setRolesForNamedSessions" => builder.SetRolesForNamedSessions(List(arguments[0])),
        "setGlobalPermissions" => builder.SetGlobalPermissions(Text(arguments[0]), Permissions<GlobalPermission>(arguments[1])),
        "setDefaultPathPermissions" => builder.SetDefaultPathPermissions(Text(arguments[0]), Permissions<PathPermission>(arguments[1])),
        "setPathPermissions" => builder.SetPathPermissions(Text(arguments[0]), Text(arguments[1]), Permissions<PathPermission>(arguments[2])),
        "removePathPermissions" => builder.RemovePathPermissions(Text(arguments[0]), Text(arguments[1])),
        "setRoleIncludes" => builder.SetRoleIncludes(Text(arguments[0]), List(arguments[1])),
        "isolatePath" => builder.IsolatePath(Text(arguments[0])),
        "deisolatePath" => builder.DeisolatePath(Text(arguments[0])),
        "setRoleLockedByPrincipal" => builder.SetRoleLockedByPrincipal(Text(arguments[0]), Text(arguments[1])),
        _ => throw new InvalidOperationException($"No such command: {method}."),
    };

    private static string Text(JsonElement argument) => argument.GetString()!;

    /// <summary>A list that the official SDK may be given as null or not at all is an empty one here.</summary>
    private static string[] List(JsonElement argument) =>
        argument.ValueKind == JsonValueKind.Array ? [.. argument.EnumerateArray().Select(Text)] : [];

    private static IEnumerable<TPermission> Permissions<TPermission>(JsonElement argument)
        where TPermission : struct, Enum =>
        List(argument).Select(name => Enum.Parse<TPermission>(name == "UNKNOWN_GLOBAL_PERMISSION" ? "UNKNOWN" : name));
}
