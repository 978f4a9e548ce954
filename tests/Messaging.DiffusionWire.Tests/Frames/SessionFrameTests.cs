using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Tests.Support;

namespace Messaging.DiffusionWire.Tests.Frames;

/// <summary>The whole messages that keep a session alive and end it.</summary>
public sealed class SessionFrameTests
{
    [Theory]
    [Trait("Rule", "SESS-30")]
    [InlineData("00 37 01", ServiceId.SystemPing, 1)]
    public void SystemPing_Literal_RoundTrips(string bytes, ServiceId service, int conversation) => PingRoundTrips(bytes, service, conversation);

    [Theory]
    [Trait("Rule", "SESS-31")]
    [InlineData("00 38 0d", ServiceId.UserPing, 13)]
    [InlineData("00 38 02", ServiceId.UserPing, 2)]
    public void UserPing_Literal_RoundTrips(string bytes, ServiceId service, int conversation) => PingRoundTrips(bytes, service, conversation);

    [Fact]
    [Trait("Rule", "SESS-31")]
    public void PingAnswer_WithBytesInIt_IsTakenAsAnswer()
    {
        Frame frame = Frame.Read(Hex.Bytes("06 0d aabbcc"));

        frame.ConversationId.Should().Be(13);
        frame.ReadBody<EmptyMessage>().Should().Be(default(EmptyMessage));
    }

    [Fact]
    [Trait("Rule", "SESS-40")]
    public void CloseRequest_IsOneByteOfTheClient()
    {
        WireWriter writer = new();
        Frame.WriteCloseRequest(writer);

        Hex.Of(writer.WrittenSpan).Should().Be("1d");
        Frame.Read(Hex.Bytes("1d")).Type.Should().Be(FrameType.CloseRequest);
    }

    [Fact]
    [Trait("Rule", "SESS-41")]
    public void Closed_IsOneByteOfTheServer()
    {
        WireWriter writer = new();
        Frame.WriteClosed(writer);

        Hex.Of(writer.WrittenSpan).Should().Be("1c");
        Frame.Read(Hex.Bytes("1c 0001")).Type.Should().Be(FrameType.Closed);
    }

    private static void PingRoundTrips(string bytes, ServiceId service, int conversation)
    {
        Frame frame = Frame.Read(Hex.Bytes(bytes));
        frame.Should().Match<Frame>(read => read.Type == FrameType.Request && read.Service == service && read.ConversationId == conversation);
        frame.Body.Length.Should().Be(0);

        WireWriter writer = new();
        Frame.WriteRequest(writer, service, conversation, default(EmptyMessage));
        Hex.Of(writer.WrittenSpan).Should().Be(Hex.Of(Hex.Bytes(bytes)));
    }
}
