using System.Text;
using Messaging.LocalServer.Tests.Support;
using Messaging.TestKit.Vectors;

namespace Messaging.LocalServer.Tests.Handshake;

public sealed class HandshakeTests : ServerTest
{
    private const string Anonymous = RawClient.AnonymousTarget;

    [Fact]
    [Trait("Rule", "SESS-04")]
    public async Task Connect_Anonymous_GetsSession()
    {
        RawClient client = await ConnectAsync();

        client.Handshake.Should().HaveCount(3 + 16 + 24 + 8 + 4);
        Notation.Hex(client.Handshake.AsSpan(0, 3)).Should().Be("231d64");
        Encoding.ASCII.GetString(client.Handshake, 19, 24).Should().MatchRegex("^[A-Za-z0-9]{24}$");
        Notation.Hex(client.Handshake.AsSpan(43)).Should().Be("0000000000007530" + "00800000", "30 s and 8 MiB are the defaults");
        Server.Statistics.Should().Be(new LocalServerStatistics(Connections: 1, Sessions: 1, Topics: 0, Subscriptions: 0, Selections: 0, Timers: 1, RetainedEvents: 0));
    }

    [Fact]
    [Trait("Rule", "SESS-03")]
    public async Task Connect_Twice_GivesOtherIdAndToken()
    {
        RawClient first = await ConnectAsync();
        RawClient second = await ConnectAsync();

        second.Handshake[3..11].Should().Equal(first.Handshake[3..11], "it is the same server");
        second.Handshake[11..19].Should().NotEqual(first.Handshake[11..19]);
        second.Handshake[19..43].Should().NotEqual(first.Handshake[19..43]);
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("control")]
    [InlineData("client")]
    [InlineData("operator")]
    public async Task Connect_DefaultPrincipal_GetsSession(string principal)
    {
        RawClient client = await ConnectAsync(RawClient.TargetFor(principal, "password"));

        Notation.Hex(client.Handshake.AsSpan(0, 3)).Should().Be("231d64");
    }

    [Theory]
    [InlineData("admin", "Password")]
    [InlineData("admin", "")]
    [InlineData("Admin", "password")]
    [InlineData("nobody", "password")]
    [Trait("Rule", "SESS-05")]
    public async Task Connect_WrongPassword_Answers116(string principal, string password) =>
        await ShouldBeRefusedAsync(RawClient.TargetFor(principal, password), "23 1d 74");

    [Theory]
    [InlineData("connect_request_user_password")]
    [InlineData("connect_request_principal_without_credentials")]
    [InlineData("connect_request_binary_credentials")]
    [Trait("Rule", "SEC-01")]
    public async Task Connect_UnknownPrincipalOfOfficialSdk_Answers116(string vector) =>
        await ShouldBeRefusedAsync(GoldenVectors.Get(vector).Text("url")!, "23 1d 74");

    [Theory]
    [InlineData("connect_request_anonymous")]
    [InlineData("connect_request_reconnect_false")]
    [Trait("Rule", "SESS-01")]
    public async Task Connect_TargetOfOfficialSdk_IsUnderstood(string vector)
    {
        string target = GoldenVectors.Get(vector).Text("url")!.Replace("username=user", "username=client", StringComparison.Ordinal);

        RawClient client = await ConnectAsync(target);

        Notation.Hex(client.Handshake.AsSpan(0, 3)).Should().Be("231d64");
    }

    [Fact]
    public async Task Connect_BytesInsteadOfPassword_Answers116() =>
        await ShouldBeRefusedAsync($"{Anonymous}&username=admin&password=AghwYXNzd29yZA%3D%3D", "23 1d 74");   // 02 08 'password'

    [Theory]
    [InlineData("28")]
    [InlineData("30")]
    [InlineData("-1")]
    [Trait("Rule", "SESS-06")]
    public async Task Connect_OtherProtocolVersion_Answers102(string version) =>
        await ShouldBeRefusedAsync($"/diffusion?ty=WB&v={version}&ca=10&r=0&sp=%7B%7D", "23 1d 66");

    [Theory]
    [InlineData("/diffusion")]
    [InlineData("/diffusion?")]
    [InlineData("/diffusion?ty=WB")]
    [InlineData("/diffusion?ty=WB&v=twentynine")]
    [InlineData("/diffusion?ty=WB&v=29&ca=10&r=0&sp=notjson")]
    [InlineData("/diffusion?ty=WB&v=29&ca=10&r=0&sp=%7B%7D&username=admin&password=*")]
    [InlineData("/diffusion?ty=WB&v=29&ca=10&r=0&sp=%7B%7D&username=admin&password=AQ%3D%3D")]
    [Trait("Rule", "SESS-05")]
    public async Task Connect_MalformedRequest_Answers115(string target) => await ShouldBeRefusedAsync(target, "23 1d 73");

    [Theory]
    [InlineData("/my/path")]
    [InlineData("/diffusion")]
    [Trait("Rule", "SESS-01")]
    public async Task Connect_BelowPrefix_GetsSession(string prefix)
    {
        RawClient client = await ConnectAsync(prefix + Anonymous);

        Notation.Hex(client.Handshake.AsSpan(0, 3)).Should().Be("231d64");
    }

    [Theory]
    [InlineData("/", "404 Not Found")]
    [InlineData("/diffusio", "404 Not Found")]
    [InlineData("/diffusion", "426 Upgrade Required")]
    [Trait("Rule", "SESS-07")]
    public async Task Http_PlainGet_SaysWhatThisIs(string path, string status)
    {
        using HttpClient http = new() { BaseAddress = new UriBuilder(Server.Url) { Scheme = "http" }.Uri };

        using HttpResponseMessage response = await http.GetAsync(new Uri(path, UriKind.Relative)).Within();

        $"{(int)response.StatusCode} {response.ReasonPhrase}".Should().Be(status);
        (await response.Content.ReadAsStringAsync().Within()).Should().Contain("local Diffusion server").And.Contain("WebSocket");
    }

    [Theory]
    [InlineData("Sec-WebSocket-Version: 8", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")]
    [InlineData("Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: short")]
    [InlineData("Sec-WebSocket-Version: 13", "X-Other: 1")]
    [Trait("Rule", "SESS-07")]
    public async Task Http_UpgradeThatIsNoWebSocket_Answers426(string version, string key)
    {
        RawClient client = await OpenTcpAsync();

        string head = await client.RequestAsync(Anonymous, "Connection: Upgrade", "Upgrade: websocket", version, key);

        head.Should().StartWith("HTTP/1.1 426 ").And.Contain("Sec-WebSocket-Version: 13");
    }

    [Fact]
    public async Task Log_OfConnections_NeverHasPasswordsOrTokens()
    {
        RawClient right = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        await ShouldBeRefusedAsync(RawClient.TargetFor("admin", "Geheim!"), "23 1d 74");
        string token = Encoding.ASCII.GetString(right.Handshake, 19, 24);

        string log = string.Join('\n', Log.Records);

        log.Should().Contain("admin").And.NotContain("Geheim").And.NotContain(token).And.NotContain("AQhwYXNzd29yZA");
    }

    protected override void Configure(LocalServerOptions options) => options.SystemPingPeriod = new LocalServerOptions().SystemPingPeriod;

    private async Task ShouldBeRefusedAsync(string target, string answer)
    {
        LocalServerStatistics before = Server.Statistics;
        RawClient client = await ConnectAsync(target);

        Notation.Hex(client.Handshake).Should().Be(Notation.Hex(answer));
        await client.ExpectCloseAsync();
        Server.Statistics.Should().Be(before);
    }
}
