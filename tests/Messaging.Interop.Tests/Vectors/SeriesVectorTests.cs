using Messaging.LocalServer;
using Messaging.TestKit.Vectors;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.Interop.Tests.Vectors;

/// <summary>The vectors of time series that need more than a request and its answer: other sessions, and time that goes on.</summary>
[Trait("Rule", "WIRE-30")]
public sealed class SeriesVectorTests : LoggedTest
{
    private const string ChatRoom = "Chat/Room";

    // {"m":"hi"}
    private const string Hi = "bf616d626869ff";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123));

    [Fact]
    [Trait("Rule", "TOPIC-71")]
    public async Task Subscription_GetsTheNotificationTheOriginalAndTheEditOfTheVectors()
    {
        await using LocalDiffusionServer server = await StartAsync();
        await using RawSession user = await ConnectAsync(server, "user");
        await using RawSession bob = await ConnectAsync(server, "bob");
        await DoAsync(user, SeriesReplays.Add(SeriesReplays.ChatRoom, "json"));
        await AppendAsync(user, 5);

        IReadOnlyList<byte[]> initial = await bob.SelectAsync(ChatRoom);
        await AppendAsync(user, 1);
        byte[] original = await bob.ReceiveAsync();
        _time.Advance(TimeSpan.FromMilliseconds(999 - 123));
        IReadOnlyList<byte[]> edit = await DoAsync(bob, $"0064 01 09{SeriesReplays.ChatRoom} 046a736f6e 05 07bf616d626564ff");

        ShouldBe(FrameText.OfServerRequest(initial[0]), FrameText.OfServerRequest(GoldenVectors.Get("ts_notify_subscription").Bytes));
        initial.Should().HaveCount(2, "the latest event comes with the subscription");
        ShouldBe(FrameText.OfValue(original), FrameText.OfValue(GoldenVectors.Get("ts_value_original_event").Bytes));
        ShouldBe(FrameText.OfValue(edit.Should().ContainSingle().Subject), FrameText.OfValue(GoldenVectors.Get("ts_value_edit_event").Bytes));
    }

    [Fact]
    [Trait("Rule", "TOPIC-70")]
    public async Task Subscription_GetsTheEventOfAnAnonymousSessionOfTheVectors()
    {
        await using LocalDiffusionServer server = await StartAsync();
        await using RawSession user = await ConnectAsync(server, "user");
        await using RawSession nobody = await RawSession.ConnectAsync(server.Url);
        await DoAsync(user, SeriesReplays.Add(SeriesReplays.ChatRoom, "json"));
        await AppendAsync(user, 7);
        await user.SelectAsync(ChatRoom);

        await AppendAsync(nobody, 1);
        byte[] anonymous = await user.ReceiveAsync();
        IReadOnlyList<byte[]> next = await DoAsync(user, $"0063 01 09{SeriesReplays.ChatRoom} 046a736f6e 0abf616d6568656c6c6fff");

        ShouldBe(FrameText.OfValue(anonymous), FrameText.OfValue(GoldenVectors.Get("ts_value_anonymous_author").Bytes));
        ShouldBe(FrameText.OfValue(next.Should().ContainSingle().Subject), FrameText.OfValue(GoldenVectors.Get("ts_value_before_delta").Bytes));
    }

    [Fact]
    [Trait("Rule", "TOPIC-74")]
    public async Task Edit_AsTheSdkSendsIt_IsAnsweredWithTheNumberAfterTheLatest()
    {
        await using LocalDiffusionServer server = await StartAsync();
        await using RawSession user = await ConnectAsync(server, "user");
        await DoAsync(user, SeriesReplays.Add(SeriesReplays.ChatRoom, "json", "limit 400"));
        await AppendAsync(user, 301);

        (byte[] answer, _) = await user.AskAsync(GoldenVectors.Get("ts_edit_json_request").Bytes);

        // As the vector's, but for the sequence: 301.
        ShouldBe(FrameText.Of(answer), "063c" + "ad02" + "fbd095ffbc31" + "0475736572");
    }

    [Fact]
    [Trait("Rule", "TOPIC-78")]
    public async Task Query_AsTheSdkSendsIt_GivesAnOriginalAndAnEdit()
    {
        await using LocalDiffusionServer server = await StartAsync();
        await using RawSession bob = await ConnectAsync(server, "bob");
        await using RawSession user = await ConnectAsync(server, "user");
        await DoAsync(bob, SeriesReplays.Add("54", "json"));
        await DoAsync(bob, SeriesReplays.Append("54", "json", Hi, 2));
        _time.Advance(TimeSpan.FromMilliseconds(999 - 123));
        await DoAsync(user, "0064 01 0154 046a736f6e 01 07bf616d626869ff");

        (byte[] answer, _) = await user.AskAsync(GoldenVectors.Get("ts_range_result_original_and_edit_request").Bytes);

        // json, 2 selected, 2 events: 0 of bob, and 2 of user, an edit of 1 of bob.
        ShouldBe(
            FrameText.Of(answer),
            "0656" + "046a736f6e" + "02" + "02"
            + "00" + "00fbd095ffbc3103626f62" + "07bf616d626869ff"
            + "01" + "01fbd095ffbc3103626f62" + "02e7d795ffbc310475736572" + "07bf616d626869ff");
    }

    [Fact]
    [Trait("Rule", "TOPIC-78")]
    public async Task Query_WithALimitAsTheSdkSendsIt_GivesTheLatestOfAHundred()
    {
        await using LocalDiffusionServer server = await StartAsync();
        await using RawSession user = await ConnectAsync(server, "user");
        await DoAsync(user, SeriesReplays.Add("54", "json", "limit 100"));
        await DoAsync(user, SeriesReplays.Append("54", "json", Hi, 101));

        (byte[] answer, _) = await user.AskAsync(GoldenVectors.Get("ts_range_result_incomplete_request").Bytes);

        // As the vector's, but for the sequence: 100.
        ShouldBe(FrameText.Of(answer), "0657" + "046a736f6e" + "64" + "01" + "00" + "64fbd095ffbc310475736572" + "07bf616d626869ff");
    }

    [Fact]
    [Trait("Rule", "TOPIC-82")]
    public async Task Conversation_OfTwoSessions_GoesAsRecorded()
    {
        // A server that takes any specification for the same answered this one; ours says that another topic is there.
        const int otherSpecification = 4;
        int appends = 0;
        await using LocalDiffusionServer server = await StartAsync(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000));
        await using RawSession alice = await ConnectAsync(server, "alice");
        await using RawSession bob = await ConnectAsync(server, "bob");

        foreach (ScenarioFrame frame in GoldenVectors.TwoSessions)
        {
            RawSession session = frame.Session == "A" ? alice : bob;
            if (frame.Direction == VectorDirection.Client)
            {
                bool appendsToTheRoom = frame.Hex.StartsWith("0063", StringComparison.Ordinal);
                if (appendsToTheRoom && appends++ > 0)
                {
                    _time.Advance(TimeSpan.FromMilliseconds(1));
                }

                await session.SendAsync(frame.Bytes);
                continue;
            }

            byte[] received = await session.ReceiveAsync();
            string expected = frame.Number == otherSpecification ? FrameText.OfError(Convert.FromHexString("0702" + "00" + "ac46")) : Comparable(frame.Bytes);
            ShouldBe(Comparable(received), expected, $"frame {frame.Number}");
        }
    }

    /// <summary>A frame of the server without what each server chooses for itself.</summary>
    private static string Comparable(byte[] frame) => frame[0] switch
    {
        0x00 => FrameText.OfServerRequest(frame),
        0x04 => FrameText.OfValue(frame),
        0x07 => FrameText.OfError(frame),
        _ => FrameText.Of(frame),
    };

    private static void ShouldBe(string actual, string expected, string because = "") => actual.Should().Be(expected, because);

    private static Task AppendAsync(RawSession session, int times) =>
        DoAsync(session, SeriesReplays.Append(SeriesReplays.ChatRoom, "json", Hi, times));

    private static async Task DoAsync(RawSession session, IEnumerable<string> requests)
    {
        foreach (string request in requests)
        {
            await DoAsync(session, request);
        }
    }

    private static Task<IReadOnlyList<byte[]>> DoAsync(RawSession session, string request) =>
        session.DoAsync(Convert.FromHexString(request.Replace(" ", "", StringComparison.Ordinal)));

    private static Task<RawSession> ConnectAsync(LocalDiffusionServer server, string principal) => RawSession.ConnectAsync(
        server.Url,
        GoldenVectors.Get("connect_request_user_password").Text("url")!.Replace("username=user", $"username={principal}", StringComparison.Ordinal));

    private Task<LocalDiffusionServer> StartAsync(DateTimeOffset? now = null)
    {
        if (now is { } time)
        {
            _time.AdjustTime(time);
        }

        return LocalDiffusionServer.StartAsync(new LocalServerOptions
        {
            Port = 0,
            Principals = [new("user", "password", ["CLIENT"]), new("alice", "password", ["CLIENT"]), new("bob", "password", ["CLIENT"])],
            SecurityScript = LocalServerOptions.DevelopmentSecurityScript,
            PasswordIterations = 1000,
            TimeProvider = _time,
            LoggerFactory = Log,
        }).Within();
    }
}
