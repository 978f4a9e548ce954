using System.Diagnostics;
using Messaging.Rooms;

namespace Messaging.Tests.Diagnostics;

/// <summary>The trace in a message, as it is written and as others may have written it.</summary>
public sealed class TraceMembersTests
{
    private const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Fact]
    public void Write_Traced_IsTheseBytes()
    {
        byte[] written = MessagePayload.Write("hi", "Ann", DateTimeOffset.UnixEpoch, new MessageId("m1"), new TraceMembers(Parent, "a=1"));

        written.Should().Equal(
            [
                0xBF, 0x64, .. "text"u8, 0x62, .. "hi"u8, 0x64, .. "name"u8, 0x63, .. "Ann"u8,
                0x69, .. "timestamp"u8, 0x78, 0x18, .. "1970-01-01T00:00:00.000Z"u8, 0x62, .. "id"u8, 0x62, .. "m1"u8,
                0x6B, .. "traceparent"u8, 0x78, 0x37, .. "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"u8,
                0x6A, .. "tracestate"u8, 0x63, .. "a=1"u8, 0xFF,
            ]);
    }

    [Fact]
    public void Read_WellFormed_IsTheContextOfTheSender()
    {
        ChatMessage message = Read($$"""{"text":"hi","tracestate":"a=1","traceparent":"{{Parent}}","more":1}""");

        ActivityContext context = message.TraceContext!.Value;
        (context.TraceId.ToHexString(), context.SpanId.ToHexString()).Should().Be(("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"));
        (context.TraceFlags, context.TraceState, context.IsRemote).Should().Be((ActivityTraceFlags.Recorded, "a=1", true));
        message.Extra.Keys.Should().Equal("more");
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("{\"x\":1}")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331\"")]
    [InlineData("\"00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01\"")]
    [InlineData("\"00-00000000000000000000000000000000-b7ad6b7169203331-01\"")]
    [InlineData("\"00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01\"")]
    [InlineData("\"ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\"")]
    [InlineData("\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0x\"")]
    [InlineData("\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-and-more\"")]
    [InlineData("\"00x0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\"")]
    public void Read_Malformed_IsNoContextAndStays(string parent)
    {
        ChatMessage message = Read($$"""{"text":"hi","traceparent":{{parent}}}""");

        message.Text.Should().Be("hi");
        message.TraceContext.Should().BeNull();
        message.Extra["traceparent"].GetRawText().Should().Be(parent);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("\"\"")]
    [InlineData("\"a=ä\"")]
    [InlineData("\"a=\\n\"")]
    public void Read_MalformedState_StaysAndTheParentCounts(string state)
    {
        ChatMessage message = Read($$"""{"text":"hi","traceparent":"{{Parent}}","tracestate":{{state}}}""");

        message.TraceContext!.Value.TraceState.Should().BeNull();
        message.Extra.Keys.Should().Equal("tracestate");
    }

    [Fact]
    public void Read_StateTooLongOrAlone_Stays()
    {
        string tooLong = new('x', 513);

        Read($$"""{"text":"hi","traceparent":"{{Parent}}","tracestate":"{{tooLong}}"}""").TraceContext!.Value.TraceState.Should().BeNull();
        Read("""{"text":"hi","tracestate":"a=1"}""").Extra.Keys.Should().Equal("tracestate");
    }

    [Fact]
    public void Edit_KeepsTheMembers_AndARemovalDoesNot()
    {
        string json = $$"""{"text":"hi","id":"m1","traceparent":"{{Parent}}"}""";

        MessagePayload.WriteEdit(json, "ho").Should().Be($$"""{"text":"ho","id":"m1","traceparent":"{{Parent}}"}""");
        MessagePayload.WriteTombstone(json).Should().NotContain("trace");
    }

    [Fact]
    public void Of_ALongState_IsTheParentAlone()
    {
        using var span = new Activity("span") { IsAllDataRequested = true, TraceStateString = new string('x', 600) };
        span.Start();

        TraceMembers.Of(span).Should().Be(new TraceMembers(span.Id!, null));
        TraceMembers.Of(null).Should().BeNull();
        span.IsAllDataRequested = false;
        TraceMembers.Of(span).Should().BeNull();
    }

    private static ChatMessage Read(string json) =>
        MessagePayload.Read(json, _ => false).Should().BeOfType<MessagePosted>().Which.Message;
}
