using System.Text;
using Messaging.LocalServer.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.LocalServer.Tests.Control;

[Trait("Rule", "SEC-22")]
public sealed class AuthenticatorTests : ServerTest
{
    private const string Before = "15 'before-system-handler'";
    private const string After = "14 'after-system-handler'";

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("01 'h'")]
    [InlineData("00")]
    public async Task Register_UnknownName_IsRefused(string name)
    {
        RawClient control = await ConnectAsync(RawClient.TargetFor("control", "password"));

        await control.SendAsync($"00 77 01 78 07 'default' {name} 05");

        (await control.ExpectErrorAsync(1, "6a")).Should().Contain("before-system-handler");
    }

    [Fact]
    public async Task Register_Twice_Conflicts()
    {
        RawClient control = await RegisterAsync(Before);

        await control.SendAsync($"00 77 02 78 07 'default' {Before} 06");

        await control.ExpectErrorAsync(2, "c901");
    }

    [Fact]
    [Trait("Rule", "SEC-23")]
    public async Task Connect_WithHandler_AsksItWithAllThatIsKnown()
    {
        RawClient control = await RegisterAsync(Before);
        RawClient bob = await UpgradeAsync("bob", "pw", "%7B%22room%22%3A%22a%22%7D");

        RawFrame question = await control.ReceiveAsync();
        question.Hex.Should().StartWith(Notation.Hex("00 78 01 03 'bob' 01 02 'pw' 0e 0a '$SessionId' 21")).And.EndWith(Notation.Hex("01 04 'room' 01 'a' 05"));
        question.Hex.Should().Contain(Notation.Hex("0a '$Principal' 03 'bob' 06 '$Roles' 08 '\"CLIENT\"'"));

        await control.SendAsync("06 01 02 03 06 '$Roles' 07 '\"A\" \"B\"' 04 'room' 05 'lobby' 0a '$Transport' 03 'TCP'");

        byte[] handshake = (await bob.ReceiveAsync()).Payload;
        handshake[2].Should().Be(100);
        await control.SendAsync($"00 43 02 {SessionId(handshake)} 04 0a '$Principal' 06 '$Roles' 0a '$Transport' 02 '*U'");
        await control.ExpectAsync("06 02 01 04 0a '$Principal' 03 'bob' 06 '$Roles' 07 '\"A\",\"B\"' 0a '$Transport' 09 'WEBSOCKET' 04 'room' 05 'lobby'");
    }

    [Fact]
    public async Task Connect_Allowed_WithoutProperties_HasNoUserDefinedOnes()
    {
        RawClient control = await RegisterAsync(Before);
        RawClient bob = await UpgradeAsync("bob", "pw", "%7B%22room%22%3A%22a%22%7D");
        await control.ReceiveAsync();

        await control.SendAsync("06 01 02 00");

        byte[] handshake = (await bob.ReceiveAsync()).Payload;
        await control.RequestAsync($"00 43 02 {SessionId(handshake)} 02 06 '$Roles' 02 '*U'", "06 02 01 01 06 '$Roles' 08 '\"CLIENT\"'");
    }

    [Theory]
    [InlineData("06 01 00", "client", "password", 116)]
    [InlineData("06 01 01", "client", "password", 100)]
    [InlineData("06 01 01", "client", "wr0ng", 116)]
    [InlineData("06 01 02 00", "client", "wr0ng", 100)]
    [InlineData("07 01 05 'kaput' 69", "client", "password", 100)]
    [InlineData("06 01 7f", "client", "wr0ng", 116)]
    [InlineData("06 01 02 01 06 '$Roles' 05 'ADMIN'", "client", "password", 116)]
    public async Task Connect_AnswerOfHandlerBeforeTheSystem_Decides(string answer, string principal, string password, byte code)
    {
        RawClient control = await RegisterAsync(Before);
        RawClient bob = await UpgradeAsync(principal, password);
        await control.ReceiveAsync();

        await control.SendAsync(answer);

        (await bob.ReceiveAsync()).Payload[2].Should().Be(code);
    }

    [Fact]
    public async Task Connect_SeveralAnswers_TheFirstCounts()
    {
        RawClient control = await RegisterAsync(Before);
        RawClient bob = await UpgradeAsync("bob", "pw");
        await control.ReceiveAsync();

        await control.SendAsync("06 01 00");
        await control.SendAsync("06 01 02 00");

        (await bob.ReceiveAsync()).Payload[2].Should().Be(116);
    }

    [Fact]
    public async Task Connect_HandlerBehindTheSystem_IsAskedAboutStrangersOnly()
    {
        RawClient control = await RegisterAsync(After);
        RawClient client = await ConnectAsync(RawClient.TargetFor("client", "password"));
        client.Handshake[2].Should().Be(100);

        RawClient bob = await UpgradeAsync("bob", "pw");
        await control.ReceiveAsync();
        await control.SendAsync("06 01 02 00");

        (await bob.ReceiveAsync()).Payload[2].Should().Be(100);
    }

    [Fact]
    public async Task Connect_HandlerDoesNotAnswer_CountsAsAbstention()
    {
        RawClient control = await RegisterAsync(Before);
        RawClient bob = await UpgradeAsync("client", "password");
        await control.ReceiveAsync();

        _time.Advance(TimeSpan.FromSeconds(10));

        (await bob.ReceiveAsync()).Payload[2].Should().Be(100);
    }

    [Fact]
    public async Task Connect_HandlerGoes_CountsAsAbstention()
    {
        RawClient control = await RegisterAsync(Before);
        RawClient bob = await UpgradeAsync("client", "password");
        await control.ReceiveAsync();

        await control.DisposeAsync();

        (await bob.ReceiveAsync()).Payload[2].Should().Be(100);
    }

    [Fact]
    public async Task Connect_Deregistered_IsNotAsked()
    {
        RawClient control = await RegisterAsync(Before);

        await control.RequestAsync($"00 79 02 78 07 'default' {Before}", "06 02");

        (await ConnectAsync(RawClient.TargetFor("client", "password"))).Handshake[2].Should().Be(100);
    }

    [Fact]
    public async Task Connect_MoreThanMayWait_IsDenied()
    {
        RawClient control = await RegisterAsync(Before);
        RawClient[] waiting = [await UpgradeAsync("client", "password"), await UpgradeAsync("client", "password")];
        await control.ReceiveAsync();
        await control.ReceiveAsync();

        RawClient denied = await UpgradeAsync("client", "password");
        (await denied.ReceiveAsync()).Payload[2].Should().Be(116);

        await control.SendAsync("06 01 02 00");
        await control.SendAsync("06 02 02 00");
        foreach (RawClient client in waiting)
        {
            (await client.ReceiveAsync()).Payload[2].Should().Be(100);
        }
    }

    [Fact]
    public async Task Stop_WhileAConnectionWaits_LeavesNothing()
    {
        RawClient control = await RegisterAsync(Before);
        await UpgradeAsync("client", "password");
        await control.ReceiveAsync();

        await Server.StopAsync().Within();

        Server.Statistics.Should().Be(default(LocalServerStatistics));
    }

    [Fact]
    [Trait("Rule", "SEC-20")]
    public async Task Reauthenticate_WithHandler_AsksItToo()
    {
        RawClient control = await RegisterAsync(Before);
        RawClient bob = await UpgradeAsync("client", "password");
        await control.ReceiveAsync();
        await control.SendAsync("06 01 01");
        byte[] handshake = (await bob.ReceiveAsync()).Payload;
        await control.RequestAsync($"00 69 02 {SessionId(handshake)} 01 01 04 'room' 01 'a' 00", "06 02 01 00 01 01 04 'room'");

        await bob.SendAsync("00 cb01 01 05 'carol' 01 02 'pw' 01 04 'nick' 01 'C'");
        RawFrame question = await control.ReceiveAsync();
        question.Hex.Should().StartWith(Notation.Hex("00 78 02 05 'carol' 01 02 'pw'")).And.EndWith(Notation.Hex("01 04 'nick' 01 'C' 05"));
        question.Hex.Should().Contain(Notation.Hex("0a '$Principal' 06 'client'")).And.Contain(Notation.Hex("04 'room' 01 'a'"));
        await control.SendAsync("06 02 02 01 04 'nick' 01 'C'");
        await bob.ExpectAsync("06 01 01");

        await control.RequestAsync($"00 43 03 {SessionId(handshake)} 02 0a '$Principal' 02 '*U'", "06 03 01 02 0a '$Principal' 05 'carol' 04 'nick' 01 'C'");

        await bob.SendAsync("00 cb01 02 03 'dan' 01 02 'pw' 00");
        await control.ReceiveAsync();
        await control.SendAsync("06 03 00");
        await bob.ExpectAsync("06 02 00");
    }

    [Theory]
    [InlineData("06 'client'", "\"CLIENT\",\"B\",\"NEW\"", "12")]
    [InlineData("05 'carol'", "\"CLIENT\",\"B\"", "0c")]
    [Trait("Rule", "SEC-20")]
    public async Task Reauthenticate_SessionChangedWhileTheHandlerThinks_KeepsTheChanges(string principal, string roles, string length)
    {
        RawClient control = await RegisterAsync(Before);
        RawClient bob = await UpgradeAsync("client", "password");
        await control.ReceiveAsync();
        await control.SendAsync("06 01 01");
        string id = SessionId((await bob.ReceiveAsync()).Payload);
        await control.RequestAsync($"00 7b 02 {id} 00 01 01 'A'", "06 02");
        await control.RequestAsync($"00 69 03 {id} 01 02 04 'room' 01 'a' 04 'nick' 01 'n' 00", "06 03 01 00 01 02 04 'room' 04 'nick'");

        await bob.SendAsync($"00 cb01 01 {principal} 01 02 'pw' 00");
        await control.ReceiveAsync();
        await control.SendAsync($"00 7b 04 {id} 01 01 'A' 01 03 'NEW'");
        await control.ExpectAsync("06 04");
        await control.RequestAsync($"00 69 05 {id} 01 02 04 'room' 01 'b' 08 '$Country' 02 'NZ' 01 01 04 'nick'", "06 05 01 03 08 '$Country' 00 04 'room' 01 'a' 04 'nick' 01 'n' 01 00");
        await control.SendAsync("06 02 02 03 06 '$Roles' 10 '\"CLIENT\" \"A\" \"B\"' 04 'nick' 01 'x' 05 'other' 01 'o'");
        await bob.ExpectAsync("06 01 01");

        await control.RequestAsync(
            $"00 43 06 {id} 04 0a '$Principal' 06 '$Roles' 08 '$Country' 02 '*U'",
            $"06 06 01 05 0a '$Principal' {principal} 06 '$Roles' {length} '{roles}' 05 'other' 01 'o' 08 '$Country' 02 'NZ' 04 'room' 01 'b'");
    }

    [Theory]
    [InlineData("00 77 01 78 07 'default' 15 'before-system-handler' 05")]
    [Trait("Rule", "SEC-02")]
    public async Task Service_WithoutPermission_IsRefused(string request)
    {
        RawClient client = await ConnectAsync(RawClient.TargetFor("client", "password"));

        await client.SendAsync(request);

        (await client.ExpectErrorAsync(1, "67")).Should().StartWith("Access denied.");
    }

    protected override void Configure(LocalServerOptions options)
    {
        options.TimeProvider = _time;
        options.SystemPingPeriod = TimeSpan.Zero;
        options.MaximumPendingRequests = 2;
        options.SecurityScript = string.Empty;
    }

    private static string SessionId(byte[] handshake) =>
        string.Concat(new[] { 3, 11 }.Select(offset => Notation.VarInt(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(handshake.AsSpan(offset, 8)))));

    private async Task<RawClient> RegisterAsync(string place)
    {
        RawClient control = await ConnectAsync(RawClient.TransientTargetFor("control", "password"));
        await control.RequestAsync($"00 77 01 78 07 'default' {place} 05", "06 01");
        return control;
    }

    private async Task<RawClient> UpgradeAsync(string principal, string password, string properties = "%7B%7D")
    {
        RawClient client = await OpenTcpAsync();
        string credentials = Uri.EscapeDataString(Convert.ToBase64String([1, (byte)Encoding.UTF8.GetByteCount(password), .. Encoding.UTF8.GetBytes(password)]));
        await client.UpgradeAsync($"/diffusion?ty=WB&v=29&ca=10&r=60000&sp={properties}&username={principal}&password={credentials}");
        return client;
    }
}
