using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Messaging.Interop.Tests.Recorders;
using Messaging.TestKit.Node;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.DiffusionCore.Client.Types;

namespace Messaging.Interop.Tests.Security;

/// <summary>Sessions of one SDK that decide who signs in through the other.</summary>
[Trait("Rule", "SEC-22")]
public sealed class AuthenticatorTests : SecurityTest
{
    private const string Before = "before-system-handler";
    private const string After = "after-system-handler";

    [Fact]
    public async Task Allow_WithRolesAndProperties_GivesThemToTheSession()
    {
        (JsSession control, JsRegistration authenticator) = await AuthenticateAsync(Before);

        Task<JsSession> connecting = ConnectAsync("zoe", "secret", new() { ["room"] = "lobby" });
        JsEvent asked = await authenticator.NextAsync("authenticate");
        await authenticator.AnswerAsync(asked, "allow", new JsonObject { ["$Roles"] = "\"OPERATOR\"", ["room"] = "attic", ["$ClientIP"] = "ignored" });

        JsSession zoe = await connecting;
        asked.Json.GetProperty("principal").GetString().Should().Be("zoe");
        asked.Json.GetProperty("credentials").GetString().Should().Be("secret");
        Text(asked.Json.GetProperty("proposedProperties")).Should().Be("""{"room":"lobby"}""");
        JsonElement properties = asked.Json.GetProperty("sessionProperties");
        properties.GetProperty("$Principal").GetString().Should().Be("zoe");
        properties.GetProperty("$Roles").GetString().Should().Be("\"CLIENT\"");
        properties.GetProperty("$Transport").GetString().Should().Be("WEBSOCKET");
        zoe.Principal.Should().Be("zoe");
        (await zoe.Security.GetGlobalPermissionsAsync()).Should().BeEquivalentTo("VIEW_SERVER", "VIEW_SESSION");
        JsonElement given = await control.Clients.GetPropertiesAsync(zoe.SessionId, "*F", "*U");
        given.GetProperty("$Roles").GetString().Should().Be("\"OPERATOR\"");
        given.GetProperty("$ClientIP").GetString().Should().Be("127.0.0.1");
        given.GetProperty("room").GetString().Should().Be("attic");
    }

    [Fact]
    public async Task Allow_WithoutProperties_GivesNoneThatWereProposed()
    {
        (JsSession control, JsRegistration authenticator) = await AuthenticateAsync(Before);

        Task<JsSession> connecting = ConnectAsync("zoe", "secret", new() { ["room"] = "lobby" });
        await authenticator.AnswerAsync(await authenticator.NextAsync("authenticate"), "allow");

        Text(await control.Clients.GetPropertiesAsync((await connecting).SessionId, "*U")).Should().Be("{}");
    }

    [Fact]
    public async Task Deny_RefusesWhoTheStoreWouldLetIn()
    {
        (_, JsRegistration authenticator) = await AuthenticateAsync(Before);

        Task<JsSession> connecting = ConnectAsync("client");
        await authenticator.AnswerAsync(await authenticator.NextAsync("authenticate"), "deny");

        (await RefusedAsync(() => connecting)).Id.Should().Be(ConnectionDenied);
    }

    [Theory]
    [InlineData("client", "password", true)]
    [InlineData("client", "wr0ng", false)]
    [InlineData("zoe", "secret", false)]
    public async Task Abstain_LeavesItToTheStore(string principal, string password, bool isLetIn)
    {
        (_, JsRegistration authenticator) = await AuthenticateAsync(Before);

        Task<JsSession> connecting = ConnectAsync(principal, password);
        await authenticator.AnswerAsync(await authenticator.NextAsync("authenticate"), "abstain");

        if (isLetIn)
        {
            (await connecting).Principal.Should().Be(principal);
        }
        else
        {
            (await RefusedAsync(() => connecting)).Id.Should().Be(ConnectionDenied);
        }
    }

    [Fact]
    public async Task AfterTheStore_OnlyThoseThatItDoesNotKnowAreAskedFor()
    {
        (_, JsRegistration authenticator) = await AuthenticateAsync(After);

        await ConnectAsync("client");
        await RefusedAsync(() => ConnectAsync("client", "wr0ng"));
        Task<JsSession> connecting = ConnectAsync("zoe", "secret");
        JsEvent asked = await authenticator.NextAsync("authenticate");
        await authenticator.AnswerAsync(asked, "allow");

        asked.Json.GetProperty("principal").GetString().Should().Be("zoe");
        (await connecting).Principal.Should().Be("zoe");
    }

    [Fact]
    public async Task Anonymous_IsAskedForWithoutPrincipalAndCredentials()
    {
        (_, JsRegistration authenticator) = await AuthenticateAsync(Before);

        Task<JsSession> connecting = ConnectAsync(null, null);
        JsEvent asked = await authenticator.NextAsync("authenticate");
        await authenticator.AnswerAsync(asked, "deny");

        asked.Json.GetProperty("principal").GetString().Should().BeEmpty();
        asked.Json.GetProperty("credentials").ValueKind.Should().Be(JsonValueKind.Null);
        await RefusedAsync(() => connecting);
    }

    [Fact]
    public async Task Reauthentication_IsAskedForWithThePropertiesOfTheSession()
    {
        JsSession js = await ConnectAsync("client");
        (JsSession control, JsRegistration authenticator) = await AuthenticateAsync(Before);
        await control.Clients.SetPropertiesAsync(js.SessionId, new() { ["room"] = "lobby" });

        Task<bool> changing = js.Security.ReauthenticateAsync("yan", "s", new() { ["k"] = "v" });
        JsEvent asked = await authenticator.NextAsync("authenticate");
        await authenticator.AnswerAsync(asked, "allow", new JsonObject { ["$Roles"] = "\"OPERATOR\"" });

        (await changing).Should().BeTrue();
        asked.Json.GetProperty("principal").GetString().Should().Be("yan");
        asked.Json.GetProperty("sessionProperties").GetProperty("$Principal").GetString().Should().Be("client");
        asked.Json.GetProperty("sessionProperties").GetProperty("room").GetString().Should().Be("lobby");
        (await js.Security.GetPrincipalAsync()).Should().Be("yan");
        (await js.Security.GetGlobalPermissionsAsync()).Should().BeEquivalentTo("VIEW_SERVER", "VIEW_SESSION");
    }

    [Fact]
    public async Task Closing_OfTheAuthenticator_LeavesSignInsToTheStore()
    {
        (_, JsRegistration authenticator) = await AuthenticateAsync(Before);

        await authenticator.CloseAsync();

        await authenticator.NextAsync("close");
        (await ConnectAsync("client")).Principal.Should().Be("client");
        (await RefusedAsync(() => ConnectAsync("zoe", "secret"))).Id.Should().Be(ConnectionDenied);
    }

    [Fact]
    public async Task UnknownHandlerName_IsRefusedInBothWithTheSameError()
    {
        JsSession js = await ConnectAsync("control");
        ISession session = await OpenAsync("control");

        JsException inJs = await RefusedAsync(() => js.Security.AddAuthenticatorAsync("no such handler"));
        Func<Task> adding = () => session.AuthenticationControl.SetAuthenticationHandlerAsync("no such handler", new AuthenticatorRecorder()).Within();

        ErrorReason reason = (await adding.Should().ThrowAsync<DiffusionException>()).Which.Reason;
        inJs.Name.Should().Be(NameOf(reason));
        inJs.Reason.Should().Be(reason.Description);
    }

    [Fact]
    public async Task JavaScript_DecidesAboutSessionsOfDotNet()
    {
        (JsSession control, JsRegistration authenticator) = await AuthenticateAsync(Before);

        Task<ISession> opening = OpenAsync("zoe", "sécret", new() { ["room"] = "lobby" });
        JsEvent asked = await authenticator.NextAsync("authenticate");
        await authenticator.AnswerAsync(asked, "allow", new JsonObject { ["room"] = "attic" });
        ISession zoe = await opening;
        Task<ISession> denied = OpenAsync("eve", "secret");
        await authenticator.AnswerAsync(await authenticator.NextAsync("authenticate"), "deny");
        Task connecting = CreateClient("client").ConnectAsync().Within();
        await authenticator.AnswerAsync(await authenticator.NextAsync("authenticate"), "abstain");

        asked.Json.GetProperty("credentials").GetString().Should().Be("sécret");
        Text(asked.Json.GetProperty("proposedProperties")).Should().Be("""{"room":"lobby"}""");
        zoe.Principal.Should().Be("zoe");
        Text(await control.Clients.GetPropertiesAsync(zoe.SessionId.ToString()!, "*U")).Should().Be("""{"room":"attic"}""");
        await ((Func<Task>)(() => denied)).Should().ThrowAsync<AuthenticationException>();
        await connecting;
    }

    [Fact]
    public async Task DotNet_DecidesAboutSessionsOfJavaScript()
    {
        JsSession admin = await ConnectAsync();
        ISession control = await OpenAsync("control");
        var authenticator = new AuthenticatorRecorder();
        IRegistration registration = await control.AuthenticationControl.SetAuthenticationHandlerAsync(Before, authenticator).Within();

        Task<JsSession> connecting = ConnectAsync("zoe", "sécret", new() { ["room"] = "lobby" });
        AuthenticatorRecorder.Question asked = await authenticator.NextAsync();
        asked.Callback.Allow(new Dictionary<string, string> { ["$Roles"] = "\"OPERATOR\"", ["room"] = "attic" });
        JsSession zoe = await connecting;
        Task<JsSession> denied = ConnectAsync("eve", "secret");
        (await authenticator.NextAsync()).Callback.Deny();
        await RefusedAsync(() => denied);
        Task<JsSession> abstained = ConnectAsync("client");
        (await authenticator.NextAsync()).Callback.Abstain();

        asked.Principal.Should().Be("zoe");
        asked.Credentials.Type.Should().Be(CredentialsType.PLAIN_PASSWORD);
        Encoding.UTF8.GetString(asked.Credentials.ToBytes()).Should().Be("sécret");
        asked.ProposedProperties.Should().Equal(new Dictionary<string, string> { ["room"] = "lobby" });
        (await zoe.Security.GetGlobalPermissionsAsync()).Should().BeEquivalentTo("VIEW_SERVER", "VIEW_SESSION");
        Text(await admin.Clients.GetPropertiesAsync(zoe.SessionId, "*U")).Should().Be("""{"room":"attic"}""");
        (await abstained).Principal.Should().Be("client");
        await registration.CloseAsync().Within();
        (await authenticator.End.Within()).Should().BeNull();
        (await ConnectAsync("operator")).Principal.Should().Be("operator");
    }

    [Fact]
    public async Task Revocation_ByEither_EndsTheSessionOfTheOther()
    {
        JsSession control = await ConnectAsync("control");
        JsRegistration watch = await control.Clients.AddListenerAsync("$Principal is 'client'");
        ISession session = await OpenAsync("client");
        string id = session.SessionId.ToString()!;
        (await watch.NextAsync("session")).Json.GetProperty("sessionId").GetString().Should().Be(id);

        await control.Security.RevokeAsync(id);

        JsEvent closed = await watch.NextAsync("session");
        closed.Json.GetProperty("state").GetString().Should().Be("CLOSED");
        closed.Json.GetProperty("closeReason").GetInt32().Should().Be(14);
        await Eventually.BecomesAsync(() => session.State, state => state.Closed);

        ISession other = await OpenAsync("control");
        var seen = new SessionEventRecorder();
        await other.ClientControl.AddSessionEventListenerAsync(
            seen, Diffusion.NewSessionEventParametersBuilder().Filter("$Principal is 'operator'").Build()).Within();
        JsSession js = await ConnectAsync("operator");
        await other.AuthenticationControl.RevokeAuthenticationAsync((await seen.NextAsync()).SessionId).Within();
        await js.Events.NextAsync("close");
        (await seen.NextAsync()).CloseReason.Should().Be(CloseReason.REVOKED);
    }

    private async Task<(JsSession Session, JsRegistration Authenticator)> AuthenticateAsync(string handler)
    {
        JsSession control = await ConnectAsync("control");
        return (control, await control.Security.AddAuthenticatorAsync(handler));
    }
}
