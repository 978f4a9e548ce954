using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Messaging.LocalServer;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Sessions;

public sealed class ConnectTests : InteropTest
{
    private const int ConnectionError = 7;
    private const int AccessDenied = 99;

    [Theory]
    [Trait("Rule", "SESS-01")]
    [InlineData("admin")]
    [InlineData("control")]
    [InlineData("client")]
    [InlineData("operator")]
    public async Task Connect_WithAPrincipalOfTheVendor_IsThatPrincipal(string principal)
    {
        JsSession js = Own(await JsSession.ConnectAsync(Server.Url, principal, "password"));

        js.Principal.Should().Be(principal);
        (await js.IsConnectedAsync()).Should().BeTrue();
        Server.Statistics.Sessions.Should().Be(1);
    }

    [Theory]
    [Trait("Rule", "SESS-01")]
    [InlineData(null)]
    [InlineData("")]
    public async Task Connect_WithoutPrincipal_IsAnonymous(string? principal)
    {
        JsSession js = Own(await JsSession.ConnectAsync(Server.Url, principal));

        js.Principal.Should().BeEmpty();
        (await js.IsConnectedAsync()).Should().BeTrue();
    }

    [Fact]
    [Trait("Rule", "SESS-03")]
    public async Task Connect_Twice_HasTwoSessionIdsOfTheSameServer()
    {
        JsSession one = await ConnectAsync();
        JsSession two = await ConnectAsync();

        one.SessionId.Should().MatchRegex("^[0-9a-f]{16}-[0-9a-f]{16}$");
        two.SessionId.Should().MatchRegex("^[0-9a-f]{16}-[0-9a-f]{16}$").And.NotBe(one.SessionId);
        two.SessionId[..16].Should().Be(one.SessionId[..16]);
    }

    [Theory]
    [Trait("Rule", "SESS-05")]
    [InlineData("admin", "wr0ng")]
    [InlineData("admin", "")]
    [InlineData("admin", null)]
    [InlineData("nobody", "password")]
    public async Task Connect_WithWrongCredentials_IsDeniedAccess(string principal, string? password)
    {
        Func<Task> connecting = () => JsSession.ConnectAsync(Server.Url, principal, password);

        (await connecting.Should().ThrowAsync<JsException>()).Which.Id.Should().Be(AccessDenied);
        Server.Statistics.Sessions.Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "SESS-05")]
    public async Task Connect_WithoutPrincipalWhereThatIsNotAllowed_IsDeniedAccess()
    {
        LocalDiffusionServer closed = Own(await LocalDiffusionServer.StartAsync(Configure(new() { AllowAnonymous = false })));

        Func<Task> connecting = () => JsSession.ConnectAsync(closed.Url);

        (await connecting.Should().ThrowAsync<JsException>()).Which.Id.Should().Be(AccessDenied);
    }

    [Fact]
    [Trait("Rule", "SEC-01")]
    public async Task Connect_WithAPasswordBeyondAscii_IsLetIn()
    {
        const string password = "pä ss+wörd/=&?#😀";
        LocalDiffusionServer server = Own(await LocalDiffusionServer.StartAsync(
            Configure(new() { Principals = [new("Zoë +&=😀", password, ["CLIENT"])] })));

        JsSession js = Own(await JsSession.ConnectAsync(server.Url, "Zoë +&=😀", password));

        js.Principal.Should().Be("Zoë +&=😀");
    }

    [Fact]
    [Trait("Rule", "SESS-01")]
    public async Task Connect_BelowAPathPrefix_IsLetIn()
    {
        JsSession js = Own(await JsSession.ConnectAsync(new Uri(Server.Url, "/my/path"), "admin", "password"));

        (await js.IsConnectedAsync()).Should().BeTrue();
    }

    [Fact]
    [Trait("Rule", "SESS-01")]
    public async Task Connect_WithoutReconnection_IsLetIn()
    {
        JsSession js = Own(await JsSession.ConnectAsync(Server.Url, "admin", "password", new JsonObject { ["reconnect"] = false }));

        (await js.IsConnectedAsync()).Should().BeTrue();
    }

    [Fact]
    [Trait("Rule", "SESS-07")]
    public async Task Connect_WhereNobodyListens_IsAConnectionError()
    {
        // Bound, so that nobody else gets the port, but not listening.
        using var port = new Socket(SocketType.Stream, ProtocolType.Tcp);
        port.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        Func<Task> connecting = () => JsSession.ConnectAsync(new Uri($"ws://{port.LocalEndPoint}"));

        (await connecting.Should().ThrowAsync<JsException>()).Which.Id.Should().Be(ConnectionError);
    }
}
