using Messaging.TestKit.Node;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.Interop.Tests.Security;

/// <summary>Sessions that sign in again as somebody else.</summary>
[Trait("Rule", "SEC-20")]
public sealed class UserChangeTests : SecurityTest
{
    [Fact]
    public async Task ChangePrincipal_WithThePassword_IsSomebodyElseWithOtherPermissions()
    {
        JsSession js = await ConnectAsync("client");

        await js.Security.ChangePrincipalAsync("admin", "password");

        (await js.Security.GetPrincipalAsync()).Should().Be("admin");
        (await js.GetPropertiesAsync()).GetProperty("$Principal").GetString().Should().Be("admin");
        (await js.Security.GetGlobalPermissionsAsync()).Should().Contain("MODIFY_SECURITY");
    }

    [Theory]
    [InlineData("admin", "wr0ng")]
    [InlineData("admin", "")]
    [InlineData("nobody", "password")]
    public async Task ChangePrincipal_WithWrongCredentials_LeavesItAsItWas(string principal, string password)
    {
        JsSession js = await ConnectAsync("client");

        JsException refused = await RefusedAsync(() => js.Security.ChangePrincipalAsync(principal, password));
        bool reauthenticated = await js.Security.ReauthenticateAsync(principal, password);

        refused.Reason.Should().Contain("authentication failure");
        reauthenticated.Should().BeFalse();
        (await js.Security.GetPrincipalAsync()).Should().Be("client");
        (await js.GetPropertiesAsync()).GetProperty("$Principal").GetString().Should().Be("client");
        (await js.Security.GetGlobalPermissionsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Reauthenticate_WithProperties_KeepsThoseThatAreTrusted()
    {
        JsSession admin = await ConnectAsync();
        await admin.Security.UpdateAuthenticationAsync(Call("trustClientProposedPropertyIn", "room", List("lobby")));
        JsSession js = await ConnectAsync("client");

        bool reauthenticated = await js.Security.ReauthenticateAsync("operator", "password", new() { ["room"] = "lobby", ["other"] = "x" });

        reauthenticated.Should().BeTrue();
        (await js.Security.GetPrincipalAsync()).Should().Be("operator");
        Text(await admin.Clients.GetPropertiesAsync(js.SessionId, "$Principal", "$Roles", "*U")).Should()
            .Be("""{"$Principal":"operator","$Roles":"\u0022OPERATOR\u0022,\u0022CLIENT\u0022","room":"lobby"}""");
    }

    [Fact]
    public async Task Subscriptions_ThatTheNewUserMayNotRead_EndWithReasonAuthorization()
    {
        JsSession admin = await ConnectAsync();
        await admin.AddAndSetAsync("secret/plan", "JSON", 1);
        await admin.AddAndSetAsync("open/news", "JSON", 1);
        await admin.Security.UpdateSecurityAsync(
            Call("setPathPermissions", "CLIENT", "secret", List()), Call("setPathPermissions", "OPERATOR", "secret", List("READ_TOPIC", "SELECT_TOPIC")));
        JsSession js = await ConnectAsync("operator");
        JsStream stream = await js.AddStreamAsync("?.*//", "json");
        await js.SelectAsync("?secret//", "?open//");
        JsEvent[] initial =
            [await stream.Events.NextAsync(), await stream.Events.NextAsync(), await stream.Events.NextAsync(), await stream.Events.NextAsync()];
        initial.Where(told => told.Kind == "value").Select(told => told.Path).Should().BeEquivalentTo("open/news", "secret/plan");

        await js.Security.ChangePrincipalAsync("client", "password");

        JsEvent ended = await stream.NextAsync("unsubscribe");
        ended.Path.Should().Be("secret/plan");
        ended.ReasonId.Should().Be(UnsubscribeReasons.Authorization);
        await js.PingAsync();
        stream.Events.TakeAll().Should().BeEmpty();
    }

    [Fact]
    public async Task ChangeOfUser_InEither_IsSeenByTheOther()
    {
        JsSession js = await ConnectAsync("admin");
        JsRegistration watch = await js.Clients.AddListenerAsync("$ClientType is 'DOTNET'", ["$Principal"]);
        IMessagingClient client = CreateClient("client");
        await client.ConnectAsync().Within();
        JsEvent opened = await watch.NextAsync("session");

        await client.ChangeUserAsync("operator", "password").Within();
        JsEvent changed = await watch.NextAsync("session");
        Func<Task> refused = () => client.ChangeUserAsync("admin", "wr0ng").Within();

        opened.Json.GetProperty("properties").GetProperty("$Principal").GetString().Should().Be("client");
        changed.Json.GetProperty("type").GetString().Should().Be("PROPERTIES");
        changed.Json.GetProperty("properties").GetProperty("$Principal").GetString().Should().Be("operator");
        changed.Json.GetProperty("changed").GetProperty("$Principal").GetString().Should().Be("client");
        (await refused.Should().ThrowAsync<MessagingException>()).Which.Code.Should().Be(MessagingErrorCode.NotAuthenticated);
        client.Principal.Should().Be("operator");
    }

    [Fact]
    public async Task Reauthenticate_IsTheSameInDotNet()
    {
        ISession session = await OpenAsync("client");

        bool wrong = await session.Security.ReauthenticateAsync(
            "admin", Diffusion.Credentials.Password("wr0ng"), new Dictionary<string, string>()).Within();
        string between = session.Principal;
        bool right = await session.Security.ReauthenticateAsync(
            "admin", Diffusion.Credentials.Password("password"), new Dictionary<string, string>()).Within();

        wrong.Should().BeFalse();
        between.Should().Be("client");
        right.Should().BeTrue();
        session.Principal.Should().Be("admin");
    }
}
