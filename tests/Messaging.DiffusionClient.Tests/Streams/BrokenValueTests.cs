using Messaging.DiffusionClient.Tests.Scripting;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Tests.Streams;

/// <summary>Values that cannot be read cost themselves, and nothing else.</summary>
public sealed class BrokenValueTests : LoggedTest
{
    private readonly System.Threading.Channels.Channel<string> _errors = System.Threading.Channels.Channel.CreateUnbounded<string>();

    [Theory]
    [InlineData("ff")]
    [InlineData("61")]
    [InlineData("")]
    [InlineData("6161ff")]
    [Trait("Rule", "TOPIC-04")]
    public async Task Value_Malformed_IsReportedAndTheNextOneIsDelivered(string malformed)
    {
        await using ScriptedSession scripted = await OpenAsync();
        RecordingStream<IJSON> json = new();
        RecordingStream<string> text = new();
        scripted.Session.Topics.AddStream("a", json);
        scripted.Session.Topics.AddStream("a", text);
        scripted.Connection.Give(TopicFrames.Subscribed(1, "a", TopicFrames.Text));

        scripted.Connection.Give(TopicFrames.Value(1, Convert.FromHexString(malformed)));
        scripted.Connection.Give(TopicFrames.Value(1, TopicFrames.TextValue("x")));

        (await json.NextAsync(2)).Should().Equal("subscribe a", "value a null -> \"x\"");
        (await text.NextAsync(2)).Should().Equal("subscribe a", "value a null -> 'x'");
        (await NextErrorAsync()).Should().Contain("'a' cannot be read");
    }

    [Fact]
    [Trait("Rule", "TOPIC-60, TOPIC-62")]
    public async Task Delta_ThatDoesNotFit_LosesTheTopicUntilTheNextValue()
    {
        await using ScriptedSession scripted = await OpenAsync();
        RecordingStream<string> stream = new();
        scripted.Session.Topics.AddStream("a", stream);
        scripted.Connection.Give(TopicFrames.Subscribed(1, "a", TopicFrames.Text));
        scripted.Connection.Give(TopicFrames.Value(1, TopicFrames.TextValue("abc")));

        // Copies 99 bytes of four. The delta behind it fits, but was made against a value that nobody has.
        scripted.Connection.Give(TopicFrames.Delta(1, 0x00, 0x18, 0x63));
        scripted.Connection.Give(TopicFrames.Delta(1, 0x00, 0x04));
        scripted.Connection.Give(TopicFrames.Value(1, TopicFrames.TextValue("x")));
        scripted.Connection.Give(TopicFrames.Delta(1, 0x41, 0x62, 0x01, 0x01, 0x41, 0x79));

        (await stream.NextAsync(4)).Should().Equal("subscribe a", "value a null -> 'abc'", "value a 'abc' -> 'x'", "value a 'x' -> 'xy'");
        (await NextErrorAsync()).Should().Contain("'a' is lost");
    }

    [Fact]
    [Trait("Rule", "TOPIC-60")]
    public async Task Delta_ForANumber_IsAnError()
    {
        await using ScriptedSession scripted = await OpenAsync();
        RecordingStream<long?> stream = new();
        scripted.Session.Topics.AddStream("i", stream);
        scripted.Connection.Give(TopicFrames.Subscribed(1, "i", TopicFrames.Int64));
        scripted.Connection.Give(TopicFrames.Value(1, 0x05));

        scripted.Connection.Give(TopicFrames.Delta(1, 0x41, 0x06));
        scripted.Connection.Give(TopicFrames.Value(1, 0x07));

        (await stream.NextAsync(3)).Should().Equal("subscribe i", "value i null -> 5", "value i 5 -> 7");
        (await NextErrorAsync()).Should().Contain("Int64 have no deltas");
    }

    [Fact]
    [Trait("Rule", "WIRE-22")]
    public async Task Value_CompressedBadlyOrTooLarge_IsReported()
    {
        await using ScriptedSession scripted = await OpenAsync(maximumMessageSize: 1024);
        RecordingStream<string> stream = new();
        scripted.Session.Topics.AddStream("a", stream);
        scripted.Connection.Give(TopicFrames.Subscribed(1, "a", TopicFrames.Text));
        byte[] bomb = Messaging.DiffusionWire.Frames.FrameCompression.Compress(new byte[1025]);

        scripted.Connection.Give([0x84, 0x00, 0x00, 0x00, 0x01, 0x01, 0x02, 0x03]);
        scripted.Connection.Give([0x84, 0x00, 0x00, 0x00, 0x01, .. bomb]);
        scripted.Connection.Give(TopicFrames.Value(1, TopicFrames.TextValue("x")));

        (await stream.NextAsync(2)).Should().Equal("subscribe a", "value a null -> 'x'");
        (await NextErrorAsync()).Should().Contain("'a' is lost");
        (await NextErrorAsync()).Should().Contain("'a' is lost");
    }

    private Task<ScriptedSession> OpenAsync(int maximumMessageSize = int.MaxValue) => ScriptedSession.OpenAsync(
        factory => factory.SessionErrorHandler((_, e) => _errors.Writer.TryWrite(e.Error.Message)).MaximumMessageSize(maximumMessageSize));

    private Task<string> NextErrorAsync() => _errors.Reader.ReadAsync().Within();
}
