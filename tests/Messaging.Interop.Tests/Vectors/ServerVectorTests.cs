using System.Text;
using Messaging.LocalServer;
using Messaging.TestKit.Vectors;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.Interop.Tests.Vectors;

/// <summary>
/// What the official SDK sent is sent to the local server, byte for byte, and what the SDK accepted as the answer has to come
/// back, byte for byte. Left out are only session ids and tokens, topic ids, the server's own conversation ids, and the texts of errors.
/// </summary>
[Trait("Rule", "WIRE-30")]
public sealed class ServerVectorTests : LoggedTest
{
    // That of the vector of the welcome.
    private static readonly TimeSpan PingPeriod = TimeSpan.FromSeconds(30);

    // That of the vectors of time series.
    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123));

    public static TheoryData<int> Handshakes => [.. Enumerable.Range(0, HandshakeReplay.All.Count)];

    public static TheoryData<string> Answers => [.. RequestReplays.Exact.Select(replay => replay.Name)];

    public static TheoryData<string> Refusals => [.. RequestReplays.Refusals.Select(replay => replay.Name)];

    public static TheoryData<string> Topics => [.. ValueReplay.All.Select(replay => replay.Notification)];

    public static TheoryData<string> UnsupportedRequests => [.. ServerVectorCoverage.UnsupportedRequests];

    [Theory]
    [MemberData(nameof(Handshakes))]
    public async Task Handshake_AsTheSdkSendsIt_IsAnsweredAsTheSdkAcceptsIt(int index)
    {
        HandshakeReplay replay = HandshakeReplay.All[index];
        await using LocalDiffusionServer server = await StartAsync();

        await using RawSession session = await RawSession.ConnectAsync(server.Url, replay.Request);

        FrameText.OfHandshake(session.Handshake).Should().Be(FrameText.OfHandshake(GoldenVectors.Get(replay.Answer).Bytes), "{0}", replay);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Request_AsTheSdkSendsIt_IsAnsweredByteForByte(string name)
    {
        Replay replay = RequestReplays.Exact.Single(candidate => candidate.Name == name);

        byte[] answer = await RunAsync(replay);

        FrameText.Of(answer).Should().Be(FrameText.Of(replay.Answer));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Request_ThatCannotBeServed_IsRefusedWithTheCodeAndATextOfOurOwn(string name)
    {
        Replay replay = RequestReplays.Refusals.Single(candidate => candidate.Name == name);

        byte[] answer = await RunAsync(replay);

        // The conversation of an error is its own here: the vector for a constraint is one of another request.
        FrameText.OfError(answer).Should().Be(FrameText.OfError(replay.Answer));
        answer.Length.Should().BeGreaterThan(10, "there is a text");
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public async Task Subscription_GetsTheNotificationAndTheValuesOfTheVectors(string notification)
    {
        ValueReplay replay = ValueReplay.All.Single(candidate => candidate.Notification == notification);
        byte[] path = [(byte)replay.Path.Length, .. Encoding.ASCII.GetBytes(replay.Path)];
        await using LocalDiffusionServer server = await StartAsync();
        await using RawSession session = await RawSession.ConnectAsync(server.Url);
        await session.DoAsync([0x00, 0x70, 0x01, .. path, .. Convert.FromHexString(replay.Specification)]);

        IReadOnlyList<byte[]> notified = await session.SelectAsync(replay.Path);

        FrameText.OfServerRequest(notified.Should().ContainSingle().Subject)
            .Should().Be(FrameText.OfServerRequest(GoldenVectors.Get(notification).Bytes));
        await session.SendAsync(GoldenVectors.Get("notify_subscription_client_ack").Bytes);
        foreach ((string vector, byte[] value) in replay.Frames.Select(name => (name, GoldenVectors.Get(name).Bytes[5..]))
            .Concat(replay.Values.Select(name => (name, GoldenVectors.Get(name).Bytes))))
        {
            IReadOnlyList<byte[]> published = await session.DoAsync([0x00, 0x76, 0x01, .. path, replay.Type, (byte)value.Length, .. value, 0x00]);

            FrameText.OfValue(published.Should().ContainSingle("{0} is one update", vector).Subject).Should().Be($"04[..]{FrameText.Of(value)}", vector);
        }
    }

    [Theory]
    [InlineData("notify_unsubscription_reason_0", "0004 01 03 3e6a74 00")]
    [InlineData("notify_unsubscription_reason_2", "0053 01 03 3e6a74")]
    public async Task EndOfASubscription_GetsTheNotificationOfTheVectors(string notification, string request)
    {
        await using LocalDiffusionServer server = await StartAsync();
        await using RawSession session = await RawSession.ConnectAsync(server.Url);
        await session.DoAsync(Bytes("0070 01 026a74 0f00"));
        await session.SelectAsync("jt");

        IReadOnlyList<byte[]> notified = await session.DoAsync(Bytes(request));

        FrameText.OfServerRequest(notified.Should().ContainSingle().Subject)
            .Should().Be(FrameText.OfServerRequest(GoldenVectors.Get(notification).Bytes));
    }

    [Fact]
    public async Task SystemPing_ComesAsTheSdkKnowsItAndTakesItsAnswer()
    {
        await using LocalDiffusionServer server = await StartAsync();
        await using RawSession session = await RawSession.ConnectAsync(server.Url);

        for (int i = 0; i < 3; i++)
        {
            // The answer shows that the server has come so far that the next ping is only a matter of time.
            await session.PingAsync();
            _time.Advance(PingPeriod);

            byte[] ping = await session.ReceiveAsync();
            FrameText.OfServerRequest(ping).Should().Be(FrameText.OfServerRequest(GoldenVectors.Get("system_ping_from_server").Bytes));
            byte[] answer = GoldenVectors.Get("system_ping_client_answer").Bytes;
            answer[1] = ping[2];
            await session.SendAsync(answer);
        }
    }

    [Theory]
    [InlineData("notify_subscription_client_ack")]
    [InlineData("server_user_ping_client_answer")]
    [InlineData("client_error_frame")]
    [InlineData("client reply to unknown service 0x11")]
    public async Task AnswerToNothing_IsIgnored(string name)
    {
        await using LocalDiffusionServer server = await StartAsync();
        await using RawSession session = await RawSession.ConnectAsync(server.Url);

        await session.SendAsync(GoldenVectors.Get(name).Bytes);

        FrameText.Of(await session.PingAsync()).Should().Be("067f");
    }

    [Theory]
    [InlineData("client_close", "server_close_ack")]
    [InlineData("client closes session", "abort (server closes session)")]
    public async Task Close_ByTheClient_IsAcknowledged(string request, string answer)
    {
        await using LocalDiffusionServer server = await StartAsync();
        await using RawSession session = await RawSession.ConnectAsync(server.Url);

        await session.SendAsync(GoldenVectors.Get(request).Bytes);

        FrameText.Of(await session.ReceiveAsync()).Should().Be(GoldenVectors.Get(answer).Hex);
        (await session.ReceiveAsync()).Should().BeEmpty("the connection is closed then");
    }

    [Fact]
    public async Task Close_ByTheServer_IsOneFrame()
    {
        await using LocalDiffusionServer server = await StartAsync();
        await using RawSession session = await RawSession.ConnectAsync(server.Url);

        Task stopping = server.StopAsync();

        FrameText.Of(await session.ReceiveAsync()).Should().Be(GoldenVectors.Get("server_initiated_close").Hex);
        await stopping.Within();
    }

    [Theory]
    [MemberData(nameof(UnsupportedRequests))]
    public async Task Request_OfAServiceThatIsNotOffered_IsRefusedAndTheSessionLives(string name)
    {
        await using LocalDiffusionServer server = await StartAsync();
        await using RawSession session = await RawSession.ConnectAsync(server.Url);

        (byte[] answer, IReadOnlyList<byte[]> before) = await session.AskAsync(GoldenVectors.Get(name).Bytes);

        before.Should().BeEmpty();
        answer[0].Should().Be(0x07);
        answer[^1].Should().Be(104);
        FrameText.Of(await session.PingAsync()).Should().Be("067f");
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    private async Task<byte[]> RunAsync(Replay replay)
    {
        await using LocalDiffusionServer server = await StartAsync();
        await using RawSession session = await RawSession.ConnectAsync(server.Url, GoldenVectors.Get("connect_request_user_password").Text("url"));
        foreach (string request in replay.Setup)
        {
            await session.DoAsync(Bytes(request));
        }

        return (await session.AskAsync(Bytes(replay.Request))).Answer;
    }

    private Task<LocalDiffusionServer> StartAsync() => LocalDiffusionServer.StartAsync(new LocalServerOptions
    {
        Port = 0,
        Principals = [new("user", "password", ["CLIENT"]), new("bob", "", ["CLIENT"])],
        SystemPingPeriod = PingPeriod,
        SecurityScript = LocalServerOptions.DevelopmentSecurityScript,
        PasswordIterations = 1000,
        TimeProvider = _time,
        LoggerFactory = Log,
    }).Within();
}
