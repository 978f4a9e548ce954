using System.Text.Json.Nodes;
using Messaging.TestKit.Node;
using PushTechnology.ClientInterface.Client.Session;
using AuthenticationScript = PushTechnology.ClientInterface.Client.Features.Control.Clients.IScriptBuilder;
using SecurityScriptBuilder = PushTechnology.ClientInterface.Client.Features.Control.Clients.SecurityControl.IScriptBuilder;
using Types = PushTechnology.ClientInterface.Client.Types;

namespace Messaging.Interop.Tests.Security;

/// <summary>The scripts that the .NET API builds are, to the character, those that the JavaScript SDK builds for the same calls.</summary>
[Trait("Rule", "SEC-14")]
public sealed class ScriptTextTests : SecurityTest
{
    private const int RandomTexts = 200;

    [Fact]
    public async Task Scripts_OfHostileTexts_AreThoseOfJavaScript() => await CompareAsync([.. HostileTexts.All, HostileTexts.TenKilobytes]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Scripts_OfRandomTexts_AreThoseOfJavaScript(int seed)
    {
        var random = new Random(seed);

        await CompareAsync([.. Enumerable.Range(0, RandomTexts).Select(_ => HostileTexts.Random(random))]);
    }

    [Fact]
    public async Task Scripts_WithoutCommands_AreEmptyOnBothSides()
    {
        JsSession js = await ConnectAsync();
        ISession session = await OpenAsync("admin");

        (await js.Security.BuildAuthenticationAsync()).Should().BeEmpty();
        (await js.Security.BuildSecurityAsync()).Should().BeEmpty();
        session.SystemAuthenticationControl.Script.ToScript().Should().BeEmpty();
        session.SecurityControl.Script.ToScript().Should().BeEmpty();
    }

    private static JsonArray[] AuthenticationCalls(string text) =>
    [
        Call("addPrincipal", text, text),
        Call("addPrincipal", text, text, List(text, "R", text)),
        Call("addPrincipal", text, text, List(text), text),
        Call("addPrincipal", text, text, List(), text),
        Call("removePrincipal", text),
        Call("assignRoles", text, List(text, "R")),
        Call("assignRoles", text, List()),
        Call("setPassword", text, text),
        Call("verifyPassword", text, text),
        Call("allowAnonymousConnections", List(text)),
        Call("allowAnonymousConnections", List()),
        Call("denyAnonymousConnections"),
        Call("abstainAnonymousConnections"),
        Call("trustClientProposedPropertyIn", text, List(text, "b")),
        Call("trustClientProposedPropertyMatches", text, text),
        Call("ignoreClientProposedProperty", text),
    ];

    private static AuthenticationScript AddAuthenticationCalls(AuthenticationScript script, string text) => script
        .AddPrincipal(text, text, [])
        .AddPrincipal(text, text, [text, "R", text])
        .AddPrincipal(text, text, [text], text)
        .AddPrincipal(text, text, [], text)
        .RemovePrincipal(text)
        .AssignRoles(text, [text, "R"])
        .AssignRoles(text, [])
        .SetPassword(text, text)
        .VerifyPassword(text, text)
        .AllowAnonymousConnections([text])
        .AllowAnonymousConnections([])
        .DenyAnonymousConnections()
        .AbstainAnonymousConnections()
        .TrustClientProposedPropertyIn(text, [text, "b"])
        .TrustClientProposedPropertyMatches(text, text)
        .IgnoreClientProposedProperty(text);

    private static JsonArray[] SecurityCalls(string text) =>
    [
        Call("setRolesForAnonymousSessions", List(text)),
        Call("setRolesForNamedSessions", List(text, "R")),
        Call("setRolesForNamedSessions", List()),
        Call("setGlobalPermissions", text, List("VIEW_SESSION", "REGISTER_HANDLER")),
        Call("setDefaultPathPermissions", text, List("READ_TOPIC", "SELECT_TOPIC")),
        Call("setPathPermissions", text, text, List("EDIT_OWN_TIME_SERIES_EVENTS")),
        Call("setPathPermissions", text, text, List()),
        Call("removePathPermissions", text, text),
        Call("setRoleIncludes", text, List(text, "R")),
        Call("isolatePath", text),
        Call("deisolatePath", text),
        Call("setRoleLockedByPrincipal", text, text),
    ];

    private static SecurityScriptBuilder AddSecurityCalls(SecurityScriptBuilder script, string text) => script
        .SetRolesForAnonymousSessions([text])
        .SetRolesForNamedSessions([text, "R"])
        .SetRolesForNamedSessions([])
        .SetGlobalPermissions(text, [Types.GlobalPermission.VIEW_SESSION, Types.GlobalPermission.REGISTER_HANDLER])
        .SetDefaultPathPermissions(text, [Types.PathPermission.READ_TOPIC, Types.PathPermission.SELECT_TOPIC])
        .SetPathPermissions(text, text, [Types.PathPermission.EDIT_OWN_TIME_SERIES_EVENTS])
        .SetPathPermissions(text, text, [])
        .RemovePathPermissions(text, text)
        .SetRoleIncludes(text, [text, "R"])
        .IsolatePath(text)
        .DeisolatePath(text)
        .SetRoleLockedByPrincipal(text, text);

    private async Task CompareAsync(string[] texts)
    {
        JsSession js = await ConnectAsync();
        ISession session = await OpenAsync("admin");
        foreach (string text in texts)
        {
            AddAuthenticationCalls(session.SystemAuthenticationControl.Script, text).ToScript()
                .Should().Be(await js.Security.BuildAuthenticationAsync(AuthenticationCalls(text)));
            AddSecurityCalls(session.SecurityControl.Script, text).ToScript()
                .Should().Be(await js.Security.BuildSecurityAsync(SecurityCalls(text)));
        }
    }
}
