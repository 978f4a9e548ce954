using System.Security.Cryptography;
using System.Text;
using Messaging.DiffusionClient.Connections.WebSockets;

namespace Messaging.DiffusionClient.Tests.Connections.WebSockets;

/// <summary>The opening handshake, by the letter of RFC 6455, section 4.</summary>
public sealed class UpgradeTests : LoggedTest
{
    private const string Good = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n";

    private readonly Upgrade _upgrade = Upgrade.Create();

    [Fact]
    public void Request_HasWhatAServerNeedsAndNoMore()
    {
        string[] lines = Encoding.ASCII.GetString(_upgrade.WriteRequest("host:8080", "/diffusion?ty=WB")).Split("\r\n");

        lines[..5].Should().Equal(
            "GET /diffusion?ty=WB HTTP/1.1", "Host: host:8080", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13");
        lines[5].Should().StartWith("Sec-WebSocket-Key: ");
        Convert.FromBase64String(lines[5].Split(": ")[1]).Should().HaveCount(16);
        lines[6..].Should().Equal(string.Empty, string.Empty);
        Key(Upgrade.Create()).Should().NotBe(Key(_upgrade));
    }

    [Theory]
    [InlineData("/diffusion HTTP/1.1\r\nX: y")]
    [InlineData("/a b")]
    [InlineData("/a#b")]
    [InlineData("/\u00fc")]
    [InlineData("/a\0")]
    public void Request_TargetThatCannotStandInIt_IsRefusedWithoutRepeatingIt(string target) =>
        FluentActions.Invoking(() => _upgrade.WriteRequest("host", target)).Should().Throw<IOException>()
            .Which.Message.Should().Contain("must be escaped").And.NotContain(target);

    [Theory]
    [InlineData(Good)]
    [InlineData("HTTP/1.1 101\r\nupgrade:WebSocket\r\nCONNECTION: keep-alive, upgrade\r\nsec-websocket-accept:\t{accept} \r\nServer: x\r\n\r\n")]
    [InlineData("HTTP/1.1 101 \r\nConnection: keep-alive\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: {accept}\r\nSec-WebSocket-Protocol:\r\n\r\n")]
    public void Answer_AsItMustBe_IsTakenWhenItIsWhole(string answer)
    {
        byte[] bytes = [.. Answer(answer), 0x82, 0x00];

        for (int length = 0; length < bytes.Length - 2; length++)
        {
            _upgrade.ReadAnswer(bytes.AsSpan(0, length)).Should().Be(0);
        }

        _upgrade.ReadAnswer(bytes).Should().Be(bytes.Length - 2);
    }

    [Theory]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\n\r\n", 503)]
    [InlineData("HTTP/1.1 401\r\nWWW-Authenticate: Basic\r\n\r\n", 401)]
    [InlineData("HTTP/1.1 408 Request Timeout\r\n\r\n", 408)]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: ws://elsewhere\r\n\r\n", 302)]
    [InlineData("HTTP/1.1 200 OK\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n", 200)]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n", 100)]
    public void Answer_OfAnotherStatus_SaysWhich(string answer, int status) =>
        Reading(answer).Should().Throw<IOException>().WithMessage($"the server answered the WebSocket upgrade with the HTTP status {status}");

    [Theory]
    [InlineData("SSH-2.0-OpenSSH")]
    [InlineData("HTTP/1.0 101 Switching Protocols\r\n\r\n")]
    [InlineData("HTTP/2")]
    [InlineData("\x15\x03\x01")] // a server that speaks TLS
    [InlineData("HTTP/1.1 \r\n\r\n")]
    [InlineData("HTTP/1.1 1010\r\n\r\n")]
    [InlineData("HTTP/1.1 10\r\n\r\n")]
    [InlineData("HTTP/1.1 abc\r\n\r\n")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\n\r\n")]
    [InlineData("HTTP/1.1 101\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n")]
    [InlineData("HTTP/1.1 101\r\nUpgrade: h2c\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n")]
    [InlineData("HTTP/1.1 101\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: {accept}\r\n\r\n")]
    [InlineData("HTTP/1.1 101\r\nUpgrade: websocket\r\nConnection: close\r\nSec-WebSocket-Accept: {accept}\r\n\r\n")]
    [InlineData("HTTP/1.1 101\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")]
    [InlineData("HTTP/1.1 101\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n")] // of the RFC's example key
    [InlineData("HTTP/1.1 101\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\nSec-WebSocket-Accept: {accept}\r\n\r\n")]
    [InlineData("HTTP/1.1 101\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n")]
    [InlineData("HTTP/1.1 101\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\nSec-WebSocket-Protocol: chat\r\n\r\n")]
    [InlineData("HTTP/1.1 101\r\nUpgrade: websocket\r\n folded\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n")]
    [InlineData("HTTP/1.1 101\r\nUpgrade : websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n")]
    [InlineData("HTTP/1.1 101\r\nUpgrade: websocket\r\nConnection: Upgrade\nSec-WebSocket-Accept: {accept}\r\n\r\n")]
    [InlineData("HTTP/1.1 101\r\nno header\r\n\r\n")]
    public void Answer_ThatIsWrong_IsRefused(string answer) =>
        Reading(answer).Should().Throw<IOException>().WithMessage("the server's answer to the WebSocket upgrade is invalid: *");

    [Fact]
    public void Answer_WithoutEnd_IsRefusedAtItsBound()
    {
        byte[] endless = Encoding.ASCII.GetBytes("HTTP/1.1 101 Switching Protocols\r\nX: ".PadRight(Upgrade.MaximumAnswerLength, 'x'));

        _upgrade.ReadAnswer(endless.AsSpan(0, endless.Length - 1)).Should().Be(0);

        FluentActions.Invoking(() => _upgrade.ReadAnswer(endless)).Should().Throw<IOException>().WithMessage("*more than 16384 bytes");
    }

    private static string Key(Upgrade upgrade) =>
        Encoding.ASCII.GetString(upgrade.WriteRequest("h", "/")).Split("Sec-WebSocket-Key: ")[1].Trim();

    private byte[] Answer(string text)
    {
#pragma warning disable CA5350 // The WebSocket protocol asks for it.
        byte[] accept = SHA1.HashData(Encoding.ASCII.GetBytes(Key(_upgrade) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
#pragma warning restore CA5350
        return Encoding.Latin1.GetBytes(text.Replace("{accept}", Convert.ToBase64String(accept), StringComparison.Ordinal));
    }

    private Action Reading(string answer) => () => _upgrade.ReadAnswer(Answer(answer));
}
