using System.Text.Json;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Security;

/// <summary>The system authentication store, changed by scripts of the SDK's builder and read by the SDK.</summary>
[Trait("Rule", "SEC-15")]
public sealed class AuthenticationStoreTests : SecurityTest
{
    private static readonly string[] VendorsPrincipals = ["admin", "client", "control", "operator"];

    [Fact]
    [Trait("Rule", "SEC-11")]
    public async Task Store_AtTheStart_HasTheVendorsPrincipals()
    {
        JsSession js = await ConnectAsync();

        JsonElement store = await js.Security.GetAuthenticationAsync();

        (await ReadPrincipalsAsync(js)).Should().BeEquivalentTo(VendorsPrincipals);
        Texts(Principal(store, "control").GetProperty("roles")).Should().BeEquivalentTo("CLIENT_CONTROL", "TOPIC_CONTROL", "AUTHENTICATION_HANDLER");
        store.GetProperty("anonymous").GetProperty("action").GetString().Should().Be("allow");
        Texts(store.GetProperty("anonymous").GetProperty("roles")).Should().Equal("CLIENT");
        store.GetProperty("trustedClientProposedProperties").EnumerateObject().Should().BeEmpty();
    }

    [Fact]
    public async Task AddPrincipal_InAllForms_IsInTheStoreAndSignsIn()
    {
        JsSession js = await ConnectAsync();

        await js.Security.UpdateAuthenticationAsync(
            Call("addPrincipal", "plain", "one"),
            Call("addPrincipal", "roles", "two", List("CLIENT", "X", "X")),
            Call("addPrincipal", "locked", "three", List("CLIENT"), "admin"),
            Call("addPrincipal", "locked without roles", "four", List(), "control"));

        JsonElement store = await js.Security.GetAuthenticationAsync();
        Texts(Principal(store, "plain").GetProperty("roles")).Should().BeEmpty();
        Principal(store, "plain").TryGetProperty("lockingPrincipal", out _).Should().BeFalse();
        Texts(Principal(store, "roles").GetProperty("roles")).Should().BeEquivalentTo("CLIENT", "X");
        Principal(store, "locked").GetProperty("lockingPrincipal").GetString().Should().Be("admin");
        Principal(store, "locked without roles").GetProperty("lockingPrincipal").GetString().Should().Be("control");
        (await ConnectAsync("plain", "one")).Principal.Should().Be("plain");
        (await ConnectAsync("locked without roles", "four")).Principal.Should().Be("locked without roles");
    }

    [Fact]
    public async Task AssignRoles_ReplacesThem_ForLaterSessions()
    {
        JsSession js = await ConnectAsync();
        await js.Security.UpdateAuthenticationAsync(Call("addPrincipal", "bob", "pw", List("OPERATOR")));

        await js.Security.UpdateAuthenticationAsync(Call("assignRoles", "bob", List("AUTHENTICATION_HANDLER")));

        Texts(Principal(await js.Security.GetAuthenticationAsync(), "bob").GetProperty("roles")).Should().Equal("AUTHENTICATION_HANDLER");
        JsSession bob = await ConnectAsync("bob", "pw");
        (await bob.Security.GetGlobalPermissionsAsync()).Should().BeEquivalentTo("AUTHENTICATE", "REGISTER_HANDLER");
    }

    [Fact]
    public async Task AssignRoles_OfNone_LeavesThoseOfEverybody()
    {
        JsSession js = await ConnectAsync();

        await js.Security.UpdateAuthenticationAsync(Call("assignRoles", "operator", List()));

        JsSession former = await ConnectAsync("operator");
        (await former.Security.GetGlobalPermissionsAsync()).Should().BeEmpty();
        (await former.Security.GetPathPermissionsAsync("a/b")).Should().BeEquivalentTo("READ_TOPIC", "SELECT_TOPIC", "SEND_TO_MESSAGE_HANDLER");
    }

    [Fact]
    public async Task RemovePrincipal_RefusesItsNextSession()
    {
        JsSession js = await ConnectAsync();

        await js.Security.UpdateAuthenticationAsync(Call("removePrincipal", "client"));

        (await ReadPrincipalsAsync(js)).Should().BeEquivalentTo("admin", "control", "operator");
        (await RefusedAsync(() => ConnectAsync("client"))).Id.Should().Be(ConnectionDenied);
    }

    [Fact]
    public async Task SetPassword_TakesTheOldOneAway()
    {
        JsSession js = await ConnectAsync();

        await js.Security.UpdateAuthenticationAsync(Call("setPassword", "client", "another"));

        (await ConnectAsync("client", "another")).Principal.Should().Be("client");
        (await RefusedAsync(() => ConnectAsync("client"))).Id.Should().Be(ConnectionDenied);
    }

    [Fact]
    public async Task VerifyPassword_BeforeSetPassword_LetsOnlyWhoKnowsTheOldOneChangeIt()
    {
        JsSession js = await ConnectAsync();

        JsException wrong = await RefusedAsync(() => js.Security.UpdateAuthenticationAsync(
            Call("verifyPassword", "client", "guess"), Call("setPassword", "client", "stolen")));
        await js.Security.UpdateAuthenticationAsync(Call("verifyPassword", "client", "password"), Call("setPassword", "client", "changed"));

        wrong.Reports.Should().ContainSingle().Which.Line.Should().Be(1);
        wrong.Message.Should().NotContain("guess").And.NotContain("stolen");
        (await RefusedAsync(() => ConnectAsync("client", "stolen"))).Id.Should().Be(ConnectionDenied);
        (await ConnectAsync("client", "changed")).Principal.Should().Be("client");
    }

    [Theory]
    [InlineData("denyAnonymousConnections", "deny")]
    [InlineData("abstainAnonymousConnections", "abstain")]
    public async Task AnonymousConnections_NotAllowed_AreRefused(string method, string action)
    {
        JsSession js = await ConnectAsync();

        await js.Security.UpdateAuthenticationAsync(Call(method));

        (await js.Security.GetAuthenticationAsync()).GetProperty("anonymous").GetProperty("action").GetString().Should().Be(action);
        (await RefusedAsync(() => ConnectAsync(null, null))).Id.Should().Be(ConnectionDenied);
    }

    [Fact]
    public async Task AllowAnonymousConnections_WithRoles_GivesThemToSessions()
    {
        JsSession js = await ConnectAsync();
        await js.Security.UpdateAuthenticationAsync(Call("denyAnonymousConnections"));

        await js.Security.UpdateAuthenticationAsync(Call("allowAnonymousConnections", List("OPERATOR", "X")));

        JsonElement anonymous = (await js.Security.GetAuthenticationAsync()).GetProperty("anonymous");
        anonymous.GetProperty("action").GetString().Should().Be("allow");
        Texts(anonymous.GetProperty("roles")).Should().BeEquivalentTo("OPERATOR", "X");
        JsSession nobody = await ConnectAsync(null, null);
        (await nobody.Security.GetGlobalPermissionsAsync()).Should().BeEquivalentTo("VIEW_SERVER", "VIEW_SESSION");
    }

    [Fact]
    public async Task TrustedProperties_AreKeptWhenProposed_AndOthersAreDropped()
    {
        JsSession js = await ConnectAsync();

        await js.Security.UpdateAuthenticationAsync(
            Call("trustClientProposedPropertyIn", "room", List("lobby", "attic")),
            Call("trustClientProposedPropertyMatches", "age", @"^\d+$"),
            Call("trustClientProposedPropertyIn", "gone", List("x")),
            Call("ignoreClientProposedProperty", "gone"));

        JsonElement trusted = (await js.Security.GetAuthenticationAsync()).GetProperty("trustedClientProposedProperties");
        trusted.EnumerateObject().Select(property => property.Name).Should().BeEquivalentTo("room", "age");
        Texts(trusted.GetProperty("room").GetProperty("values")).Should().BeEquivalentTo("lobby", "attic");
        trusted.GetProperty("age").GetProperty("regex").GetString().Should().Be(@"^\d+$");
        JsSession ok = await ConnectAsync("client", "password", new() { ["room"] = "attic", ["age"] = "42", ["gone"] = "x", ["other"] = "y" });
        JsSession not = await ConnectAsync("client", "password", new() { ["room"] = "cellar", ["age"] = "old" });
        (await js.Clients.GetPropertiesAsync(ok.SessionId, "*U")).EnumerateObject().Select(property => (property.Name, property.Value.GetString()))
            .Should().BeEquivalentTo([("age", "42"), ("room", "attic")]);
        Text(await js.Clients.GetPropertiesAsync(not.SessionId, "*U")).Should().Be("{}");
    }

    [Fact]
    [Trait("Rule", "SEC-10")]
    public async Task Script_WithErrors_IsReportedLineByLine_AndNothingOfItIsDone()
    {
        JsSession js = await ConnectAsync();
        string before = Text(await js.Security.GetAuthenticationAsync());

        JsException refused = await RefusedAsync(() => js.Security.UpdateAuthenticationAsync(
            Call("addPrincipal", "new", "pw", List("CLIENT")),
            Call("addPrincipal", "admin", "pw"),
            Call("denyAnonymousConnections"),
            Call("removePrincipal", "nobody"),
            Call("setPassword", "client", "another")));

        refused.Id.Should().BeNull();
        refused.Reports.Select(report => report.Line).Should().Equal(2, 4);
        refused.Reports.Should().OnlyContain(report => report.Column >= 1 && report.Message.Length > 0);
        Text(await js.Security.GetAuthenticationAsync()).Should().Be(before);
        (await ConnectAsync("client")).Principal.Should().Be("client");
    }

    [Theory]
    [Trait("Rule", "SEC-14")]
    [InlineData("add principle 'a' 'b'", 1)]
    [InlineData("add principal 'a'", 1)]
    [InlineData("deny anonymous connections\nnonsense", 2)]
    [InlineData("add principal 'a' 'b' ['C'", 1)]
    [InlineData("add principal 'a 'b'", 1)]
    [InlineData("trust client proposed property 'p' if value matches '('", 1)]
    public async Task Script_ThatIsNone_IsReportedAtItsLine(string script, int line)
    {
        JsSession js = await ConnectAsync();
        string before = Text(await js.Security.GetAuthenticationAsync());

        JsException refused = await RefusedAsync(() => js.Security.UpdateAuthenticationAsync(script));

        refused.Reports.Should().NotBeEmpty().And.OnlyContain(report => report.Line == line);
        Text(await js.Security.GetAuthenticationAsync()).Should().Be(before);
    }

    private static JsonElement Principal(JsonElement store, string name) =>
        store.GetProperty("principals").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);
}
