using System.Text.Json;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Security;

/// <summary>The security store, changed by scripts of the SDK's builder and read by the SDK.</summary>
[Trait("Rule", "SEC-16")]
public sealed class SecurityStoreTests : SecurityTest
{
    private static readonly string[] Included = ["CLIENT", "X"];

    [Fact]
    [Trait("Rule", "SEC-12")]
    public async Task Store_AfterEveryCommand_HasWhatWasSet()
    {
        JsSession js = await ConnectAsync();

        await js.Security.UpdateSecurityAsync(
            Call("setRolesForAnonymousSessions", List("GUEST", "CLIENT")),
            Call("setRolesForNamedSessions", List()),
            Call("setGlobalPermissions", "R", List("VIEW_SESSION", "REGISTER_HANDLER")),
            Call("setDefaultPathPermissions", "R", List("READ_TOPIC", "SELECT_TOPIC")),
            Call("setPathPermissions", "R", "a/b", List("UPDATE_TOPIC")),
            Call("setPathPermissions", "R", "a/b/c", List()),
            Call("setPathPermissions", "R", "gone", List("UPDATE_TOPIC")),
            Call("removePathPermissions", "R", "gone"),
            Call("setRoleIncludes", "R", List("X", "CLIENT")),
            Call("isolatePath", "a/b"),
            Call("isolatePath", "not isolated"),
            Call("deisolatePath", "not isolated"),
            Call("setRoleLockedByPrincipal", "R", "admin"));

        JsonElement store = await js.Security.GetSecurityAsync();
        Texts(store.GetProperty("anonymous")).Should().BeEquivalentTo("GUEST", "CLIENT");
        Texts(store.GetProperty("named")).Should().BeEmpty();
        Texts(store.GetProperty("isolatedPaths")).Should().Equal("a/b");
        JsonElement role = Role(store, "R");
        Texts(role.GetProperty("global")).Should().BeEquivalentTo("VIEW_SESSION", "REGISTER_HANDLER");
        Texts(role.GetProperty("default")).Should().BeEquivalentTo("READ_TOPIC", "SELECT_TOPIC");
        Text(role.GetProperty("topic")).Should().Be("""{"a/b":["UPDATE_TOPIC"],"a/b/c":[]}""");
        Texts(role.GetProperty("roles")).Should().BeEquivalentTo(Included);
        role.GetProperty("lockingPrincipal").GetString().Should().Be("admin");
    }

    [Fact]
    [Trait("Rule", "SEC-02")]
    public async Task EveryGlobalPermission_CanBeSetAndIsThatOfTheSession()
    {
        string[] all =
        [
            "AUTHENTICATE", "VIEW_SESSION", "MODIFY_SESSION", "REGISTER_HANDLER", "VIEW_SERVER", "CONTROL_SERVER", "VIEW_SECURITY",
            "MODIFY_SECURITY", "READ_TOPIC_VIEWS", "MODIFY_TOPIC_VIEWS",
        ];
        JsSession js = await ConnectAsync();
        JsSession client = await ConnectAsync("client");

        foreach (string permission in all)
        {
            await js.Security.UpdateSecurityAsync(Call("setGlobalPermissions", "CLIENT", List(permission)));

            Texts(Role(await js.Security.GetSecurityAsync(), "CLIENT").GetProperty("global")).Should().Equal(permission);
            (await client.Security.GetGlobalPermissionsAsync()).Should().Equal(permission);
        }
    }

    [Fact]
    [Trait("Rule", "SEC-03")]
    public async Task EveryPathPermission_CanBeSetAndIsThatOfTheSession()
    {
        string[] all =
        [
            "READ_TOPIC", "UPDATE_TOPIC", "MODIFY_TOPIC", "SEND_TO_MESSAGE_HANDLER", "SEND_TO_SESSION", "SELECT_TOPIC",
            "QUERY_OBSOLETE_TIME_SERIES_EVENTS", "EDIT_TIME_SERIES_EVENTS", "EDIT_OWN_TIME_SERIES_EVENTS", "ACQUIRE_LOCK", "EXPOSE_BRANCH",
        ];
        JsSession js = await ConnectAsync();
        JsSession client = await ConnectAsync("client");

        foreach (string permission in all)
        {
            await js.Security.UpdateSecurityAsync(Call("setPathPermissions", "CLIENT", "a", List(permission)));

            (await client.Security.GetPathPermissionsAsync("a/b")).Should().Equal(permission);
        }
    }

    [Fact]
    [Trait("Rule", "SEC-05")]
    public async Task PathPermissions_OfASession_AreThoseOfTheNearestPath()
    {
        JsSession js = await ConnectAsync();
        JsSession client = await ConnectAsync("client");

        await js.Security.UpdateSecurityAsync(
            Call("setDefaultPathPermissions", "CLIENT", List("READ_TOPIC")),
            Call("setPathPermissions", "CLIENT", "a", List("SELECT_TOPIC")),
            Call("setPathPermissions", "CLIENT", "a/b", List()),
            Call("setPathPermissions", "CLIENT", "c", List("UPDATE_TOPIC")),
            Call("isolatePath", "c/d"),
            Call("isolatePath", "e"));

        (await client.Security.GetPathPermissionsAsync("x/y")).Should().Equal("READ_TOPIC");
        (await client.Security.GetPathPermissionsAsync("a/x")).Should().Equal("SELECT_TOPIC");
        (await client.Security.GetPathPermissionsAsync("a/b/c")).Should().BeEmpty();
        (await client.Security.GetPathPermissionsAsync("c/x")).Should().Equal("UPDATE_TOPIC");
        (await client.Security.GetPathPermissionsAsync("c/d/e")).Should().BeEmpty();
        (await client.Security.GetPathPermissionsAsync("e")).Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "SEC-10")]
    public async Task Script_WithErrors_IsReportedLineByLine_AndNothingOfItIsDone()
    {
        JsSession js = await ConnectAsync();
        string before = Text(await js.Security.GetSecurityAsync());

        JsException refused = await RefusedAsync(() => js.Security.UpdateSecurityAsync(
            Call("setGlobalPermissions", "R", List("VIEW_SESSION")),
            Call("setGlobalPermissions", "R", List("READ_TOPIC")),
            Call("isolatePath", "a/b"),
            Call("setPathPermissions", "R", "a", List("bogus", "READ_TOPIC"))));

        refused.Id.Should().BeNull();
        refused.Reports.Select(report => report.Line).Should().Equal(2, 4);
        Text(await js.Security.GetSecurityAsync()).Should().Be(before);
    }

    [Fact]
    public async Task Role_LockedByAnother_CannotBeEdited()
    {
        JsSession js = await ConnectAsync();
        await js.Security.UpdateSecurityAsync(
            Call("setGlobalPermissions", "R", List("VIEW_SESSION")), Call("setRoleLockedByPrincipal", "R", "somebody else"));
        string before = Text(await js.Security.GetSecurityAsync());

        JsException refused = await RefusedAsync(() => js.Security.UpdateSecurityAsync(
            Call("isolatePath", "a"), Call("setGlobalPermissions", "R", List("VIEW_SESSION", "MODIFY_SESSION"))));

        refused.Reports.Should().ContainSingle().Which.Line.Should().Be(2);
        Text(await js.Security.GetSecurityAsync()).Should().Be(before);
    }

    private static JsonElement Role(JsonElement store, string name) =>
        store.GetProperty("roles").EnumerateArray().Single(role => role.GetProperty("name").GetString() == name);
}
