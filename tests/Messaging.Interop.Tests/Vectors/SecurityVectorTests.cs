using Messaging.LocalServer;
using Messaging.TestKit.Vectors;

namespace Messaging.Interop.Tests.Vectors;

/// <summary>
/// What the official SDK sent about security, sessions, requests and locks is sent to the local server, byte for byte, and what the SDK
/// accepted has to come back. Left out are only session ids, the server's own conversation ids, and the texts of errors.
/// </summary>
[Trait("Rule", "WIRE-30")]
public sealed class SecurityVectorTests : LoggedTest
{
    /// <summary>The vectors that these tests send or await, beside the replays.</summary>
    public static readonly IReadOnlyList<string> OnTheirOwn =
    [
        .. PathRequestNames.SelectMany(name => new[] { $"{name} (request)", $"{name} (reply)" }),
        "sendRequest session (request)", "sendRequest session (reply)",
        "addRequestHandler('a/b',h,['$Principal'])", .. HandlerNames, .. StreamNames, .. FilterResponseNames,
        "notify_unsubscription_reason_1", "notify_unsubscription_reason_3",
        "session-event open", "session-event close reason 0", "session-event close reason 11", "session-event close reason 14",
        "session-event-listener deregister", "setSessionPropertiesListener deregister (request)", .. ListenerNames,
    ];

    private const string Bob = "bob";

    public static TheoryData<string> Replays => [.. SecurityReplays.All.Select(replay => replay.Name)];

    public static TheoryData<string> PathRequests => [.. PathRequestNames];

    public static TheoryData<string> Handlers => [.. HandlerNames];

    public static TheoryData<string> Streams => [.. StreamNames];

    public static TheoryData<string> FilterResponses => [.. FilterResponseNames];

    public static TheoryData<string> Listeners => [.. ListenerNames];

    private static string[] PathRequestNames =>
    [
        "sendRequest path json", "sendRequest path string", "sendRequest path int64", "sendRequest path double", "sendRequest path binary",
        "sendRequest path rejected",
    ];

    private static string[] HandlerNames => Named("0x58 handler");

    private static string[] StreamNames => Named("0x55 ");

    private static string[] FilterResponseNames => Named("filter response");

    private static string[] ListenerNames => Named("addSessionEventListener ");

    [Theory]
    [MemberData(nameof(Replays))]
    public async Task Request_AsTheSdkSendsIt_IsAnsweredByteForByte(string name)
    {
        SecurityReplay replay = SecurityReplays.All.Single(candidate => candidate.Name == name);
        await using LocalDiffusionServer server = await StartAsync(replay.Accounts, replay.Security);
        await using RawSession asking = replay.IsAnonymous ? await RawSession.ConnectAsync(server.Url) : await ConnectAdminAsync(server);
        await using var bobs = new Peers();
        for (int i = 0; i < replay.Bobs; i++)
        {
            bobs.Add(await ConnectBobAsync(server));
        }

        foreach (string request in replay.Setup)
        {
            await asking.DoAsync(Bytes(request.Replace("BOB", bobs.FirstId, StringComparison.Ordinal)));
        }

        (byte[] answer, _) = await asking.AskAsync(Bytes(replay.RequestTo(bobs.FirstId)));

        byte[] expected = replay.AnswerFor(asking.SessionId);
        if (replay.IsRefused)
        {
            FrameText.OfError(answer).Should().Be(FrameText.OfError(expected));
        }
        else
        {
            FrameText.Of(answer).Should().Be(FrameText.Of(expected));
        }
    }

    [Theory]
    [MemberData(nameof(PathRequests))]
    public async Task Request_ToAPath_IsAnsweredWithTheBytesOfItsHandler(string name)
    {
        byte[] expected = GoldenVectors.Get($"{name} (reply)").Bytes;
        await using LocalDiffusionServer server = await StartAsync();
        await using RawSession admin = await ConnectAdminAsync(server);
        await using RawSession bob = await ConnectBobAsync(server);
        await admin.DoAsync(GoldenVectors.Get("addRequestHandler ok (request)").Bytes);

        await bob.SendAsync(GoldenVectors.Get($"{name} (request)").Bytes);
        byte[] asked = await admin.ReceiveAsync();
        await admin.SendAsync(WithConversation(expected, ConversationOf(asked)));

        FrameText.Of(await bob.ReceiveAsync()).Should().Be(FrameText.Of(expected));
    }

    [Fact]
    public async Task Request_ToASession_IsAnsweredWithItsBytes()
    {
        byte[] expected = GoldenVectors.Get("sendRequest session (reply)").Bytes;
        await using LocalDiffusionServer server = await StartAsync();
        await using RawSession admin = await ConnectAdminAsync(server);
        await using RawSession bob = await ConnectBobAsync(server);

        await admin.SendAsync(Bytes(GoldenVectors.Get("sendRequest session (request)").Hex
            .Replace("88ef99abc5e88c911101", bob.SessionId, StringComparison.Ordinal)));
        await bob.SendAsync(WithConversation(expected, ConversationOf(await bob.ReceiveAsync())));

        FrameText.Of(await admin.ReceiveAsync()).Should().Be(FrameText.Of(expected));
    }

    [Theory]
    [MemberData(nameof(Handlers))]
    public async Task Handler_GetsTheBytesOfTheVector_AndWhatTheSdkAnsweredGoesToTheSender(string name)
    {
        GoldenVector vector = GoldenVectors.Get(name);
        await using LocalDiffusionServer server = await StartAsync();
        await using RawSession admin = await ConnectAdminAsync(server);
        await using RawSession bob = await ConnectBobAsync(server);
        await admin.DoAsync(GoldenVectors.Get("addRequestHandler('a/b',h,['$Principal'])").Bytes);

        await bob.SendAsync(Bytes("0055 7f 05612f622f63 046a736f6e 05bf617901ff"));
        byte[] asked = await admin.ReceiveAsync();

        string expected = vector.Hex.Replace("010507", $"01{bob.SessionId}", StringComparison.Ordinal);
        FrameText.OfServerRequest(asked).Should().Be(FrameText.OfServerRequest(Bytes(expected)));
        await PassAnswerAsync(vector, admin, asked, bob);
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task Stream_GetsTheBytesOfTheVector_AndWhatTheSdkAnsweredGoesToTheSender(string name)
    {
        GoldenVector vector = GoldenVectors.Get(name);
        await using LocalDiffusionServer server = await StartAsync();
        await using RawSession admin = await ConnectAdminAsync(server);
        await using RawSession bob = await ConnectBobAsync(server);

        await admin.SendAsync(Bytes($"0056 7f {bob.SessionId} {vector.Hex[6..]}"));
        byte[] asked = await bob.ReceiveAsync();

        FrameText.OfServerRequest(asked).Should().Be(FrameText.OfServerRequest(vector.Bytes));
        await PassAnswerAsync(vector, bob, asked, admin);
    }

    [Theory]
    [MemberData(nameof(FilterResponses))]
    public async Task ResponseOfAFilter_ComesAsTheSdkAcceptsIt(string name)
    {
        GoldenVector vector = GoldenVectors.Get(name);
        string answer = name.EndsWith("rejected", StringComparison.Ordinal) ? "07 00 066e6f20776179 ab46" : $"06 00 {vector.Hex[14..]}";
        await using LocalDiffusionServer server = await StartAsync();
        await using RawSession admin = await ConnectAdminAsync(server);
        await using RawSession bob = await ConnectBobAsync(server);

        await admin.DoAsync(Bytes("0066 7f 1e 13245072696e636970616c2069732022626f6222 03612f62 046a736f6e 05bf617801ff"));
        await bob.SendAsync(WithConversation(Bytes(answer), ConversationOf(await bob.ReceiveAsync())));
        byte[] response = await admin.ReceiveAsync();

        // The stream's number, then the session id, which has two bytes in the vectors.
        string expected = vector.Hex[..8] + bob.SessionId + vector.Hex[12..];
        FrameText.OfServerRequest(response).Should().Be(FrameText.OfServerRequest(Bytes(expected)));
    }

    [Theory]
    [InlineData("session-event close reason 0")]
    [InlineData("session-event close reason 11")]
    [InlineData("session-event close reason 14")]
    public async Task SessionEvents_ComeAsTheSdkAcceptsThem(string closing)
    {
        await using LocalDiffusionServer server = await StartAsync();
        await using RawSession admin = await ConnectAdminAsync(server);
        await admin.DoAsync(GoldenVectors.Get("session-event-listener register (properties $Principal,*U)").Bytes);
        await using RawSession bob = await RawSession.ConnectAsync(server.Url, Bob, "secret", """{"room":"a"}""");
        byte[] opened = await admin.ReceiveWithAsync(bob.SessionId);

        FrameText.OfServerRequest(opened).Should().Be(FrameText.OfServerRequest(OfSession(GoldenVectors.Get("session-event open"), bob)));
        await admin.SendAsync([0x06, ConversationOf(opened)]);
        switch (closing[^2..])
        {
            case "11":
                await admin.SendAsync(Bytes($"000e 7f {bob.SessionId}"));
                break;
            case "14":
                await admin.SendAsync(Bytes($"00cc01 7f {bob.SessionId}"));
                break;
            default:
                await bob.DisposeAsync();
                break;
        }

        FrameText.OfServerRequest(await admin.ReceiveWithAsync($"{bob.SessionId}02"))
            .Should().Be(FrameText.OfServerRequest(OfSession(GoldenVectors.Get(closing), bob)));
    }

    [Theory]
    [InlineData("notify_unsubscription_reason_1", "000b 7f BOB 033e6a74 00")]
    [InlineData("notify_unsubscription_reason_3", "007b 7f BOB 01 06434c49454e54 00")]
    public async Task EndOfASubscription_ThatAnotherSessionBringsAbout_GetsTheNotificationOfTheVectors(string notification, string request)
    {
        await using LocalDiffusionServer server = await StartAsync();
        await using RawSession admin = await ConnectAdminAsync(server);
        await using RawSession bob = await ConnectBobAsync(server);
        await admin.DoAsync(Bytes("0070 01 026a74 0f00"));
        await bob.SelectAsync("jt");

        await admin.DoAsync(Bytes(request.Replace("BOB", bob.SessionId, StringComparison.Ordinal)));

        FrameText.OfServerRequest(await bob.ReceiveAsync()).Should().Be(FrameText.OfServerRequest(GoldenVectors.Get(notification).Bytes));
    }

    [Theory]
    [MemberData(nameof(Listeners))]
    public async Task Listener_AsTheSdkRegistersIt_IsAcceptedAndGoes(string name)
    {
        byte[] request = GoldenVectors.Get(name).Bytes;
        await using LocalDiffusionServer server = await StartAsync();
        await using RawSession admin = await ConnectAdminAsync(server);

        (byte[] answer, _) = await admin.AskAsync(request);
        (byte[] gone, _) = await admin.AskAsync([0x00, 0xbe, 0x01, 0x7f, request[^1]]);

        FrameText.Of(answer).Should().Be($"06{request[3]:x2}00");
        FrameText.Of(gone).Should().Be("067f");
    }

    [Theory]
    [InlineData("session-event-listener register (properties $Principal,*U)", "session-event-listener deregister")]
    [InlineData("setSessionPropertiesListener (request)", "setSessionPropertiesListener deregister (request)")]
    public async Task Listener_AsTheSdkDeregistersIt_HearsNothingMore(string registration, string deregistration)
    {
        byte[] request = GoldenVectors.Get(deregistration).Bytes;
        await using LocalDiffusionServer server = await StartAsync();
        await using RawSession admin = await ConnectAdminAsync(server);
        await admin.AskAsync(GoldenVectors.Get(registration).Bytes);

        (byte[] answer, _) = await admin.AskAsync(request);
        await using RawSession bob = await ConnectBobAsync(server);
        (_, IReadOnlyList<byte[]> before) = await admin.AskAsync([0x00, 0x38, 0x7f]);

        answer[0].Should().Be(0x06);
        before.Should().BeEmpty();
    }

    private static string[] Named(string start) =>
        [.. GoldenVectors.Security.Select(vector => vector.Name).Where(name => name.StartsWith(start, StringComparison.Ordinal))];

    private static byte[] OfSession(GoldenVector vector, RawSession session) =>
        Bytes(vector.Hex.Replace("01010507", $"0101{session.SessionId}", StringComparison.Ordinal));

    /// <summary>Answers as the SDK did, if it did, and looks whether that reaches the sender.</summary>
    private static async Task PassAnswerAsync(GoldenVector vector, RawSession recipient, byte[] asked, RawSession sender)
    {
        if (vector.Text("client_reply") is { } reply)
        {
            await recipient.SendAsync(WithConversation(Bytes(reply), ConversationOf(asked)));

            FrameText.Of(await sender.ReceiveAsync()).Should().Be(FrameText.Of(WithConversation(Bytes(reply), 0x7f)));
        }
    }

    private static byte ConversationOf(byte[] request) => request[2].Should().BeLessThan(0x80, "the tests are short").And.Subject!.Value;

    private static byte[] WithConversation(byte[] answer, byte conversation) => [answer[0], conversation, .. answer.AsSpan(2)];

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    private static Task<RawSession> ConnectAdminAsync(LocalDiffusionServer server) => RawSession.ConnectAsync(server.Url, "admin", "password");

    private static Task<RawSession> ConnectBobAsync(LocalDiffusionServer server) => RawSession.ConnectAsync(server.Url, Bob, "secret");

    private Task<LocalDiffusionServer> StartAsync(
        string accounts = "add principal 'bob' 'secret' ['CLIENT']\ntrust client proposed property 'room' if value in ['a']", string security = "") =>
        LocalDiffusionServer.StartAsync(new LocalServerOptions
        {
            Port = 0,
            ServerName = "srv",
            Principals = [new("admin", "password", ["ADMINISTRATOR"])],
            SystemAuthenticationScript = accounts,
            SecurityScript = $"set 'ADMINISTRATOR' includes ['CLIENT' 'AUTHENTICATION_HANDLER']\n{security}", // to revoke, too
            PasswordIterations = 1000,
            LoggerFactory = Log,
        }).Within();

    private sealed class Peers : IAsyncDisposable
    {
        private readonly List<RawSession> _sessions = [];

        public string? FirstId => _sessions.Count == 0 ? null : _sessions[0].SessionId;

        public void Add(RawSession session) => _sessions.Add(session);

        public async ValueTask DisposeAsync()
        {
            foreach (RawSession session in _sessions)
            {
                await session.DisposeAsync();
            }
        }
    }
}
