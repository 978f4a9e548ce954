using Messaging.DiffusionWire.Services.TimeSeries;
using Messaging.DiffusionWire.Tests.Support;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Tests.Services;

public sealed class TimeSeriesMessageTests
{
    private const string Time = "fbd095ffbc31";
    private const long Milliseconds = 1700000000123;

    private static readonly ReadOnlyMemory<byte> Value = Hex.Bytes("bf 61'm' 62'hi' ff");

    [Theory]
    [Trait("Rule", "TOPIC-70")]
    [InlineData($"05 {Time} 04 'user'", 5, Milliseconds, "user")]
    [InlineData($"00 {Time} 00", 0, Milliseconds, "")]
    [InlineData("ffffffffffffffff7f ffffffffffffffffff01 02 c3a9", long.MaxValue, -1, "é")]
    public void EventMetadata_Literal_RoundTrips(string bytes, long sequence, long timestamp, string author) =>
        Message.Verify(bytes, new EventMetadata(sequence, timestamp, author));

    [Fact]
    [Trait("Rule", "TOPIC-71")]
    public void TimeSeriesEvent_Original_RoundTrips() => Message.Verify(
        $"00 05 {Time} 04 'user' 07 bf 61'm' 62'hi' ff", new TimeSeriesEvent(new EventMetadata(5, Milliseconds, "user"), null, Value));

    [Fact]
    [Trait("Rule", "TOPIC-71")]
    public void TimeSeriesEvent_Edit_HasTheOriginalFirst() => Message.Verify(
        $"01 05 {Time} 04 'user' 06 e7d795ffbc31 03 'bob' 07 bf 61'm' 62'hi' ff",
        new TimeSeriesEvent(new EventMetadata(6, 1700000000999, "bob"), new EventMetadata(5, Milliseconds, "user"), Value));

    [Fact]
    [Trait("Rule", "TOPIC-72")]
    public void TimeSeriesEvent_DeltaFromTheEventBefore_GivesTheWholeEvent()
    {
        byte[] before = Hex.Bytes($"00 08 {Time} 04 'user' 0a bf 61'm' 65'hello' ff");

        // As recorded: insert kind, sequence and the start of the time; copy the middle; insert the end.
        byte[] after = BinaryDelta.Apply(before, Hex.Bytes("44 0009c8d3 04 12 42 70ff"));

        Message.Read<TimeSeriesEvent>(after).Should().BeEquivalentTo(
            new TimeSeriesEvent(new EventMetadata(9, 1700000000456, "user"), null, Hex.Bytes("bf 61'm' 65'hellp' ff")), Message.Exactly);
    }

    [Theory]
    [Trait("Rule", "TOPIC-71")]
    [InlineData("02")]
    [InlineData("ff")]
    public void TimeSeriesEvent_OtherKind_IsRefused(string kind) => Message.Refuses<TimeSeriesEvent>(Hex.Bytes($"{kind} 05 {Time} 00 00 00 00 00 00"));

    [Fact]
    [Trait("Rule", "TOPIC-73")]
    public void AppendRequest_Literal_RoundTrips() => Message.Verify(
        "09 'Chat/Room' 04 'json' 07 bf 61'm' 62'hi' ff", new AppendRequest("Chat/Room", "json", Value));

    [Fact]
    [Trait("Rule", "TOPIC-73")]
    public void AppendWithTimestampRequest_Literal_RoundTrips() => Message.Verify(
        $"09 'Chat/Room' 04 'json' 07 bf 61'm' 62'hi' ff {Time}", new AppendWithTimestampRequest("Chat/Room", "json", Value, Milliseconds));

    [Fact]
    [Trait("Rule", "TOPIC-74")]
    public void EditRequest_Literal_RoundTrips() => Message.Verify(
        "09 'Chat/Room' 04 'json' ac02 07 bf 61'm' 62'hi' ff", new EditRequest("Chat/Room", "json", 300, Value));

    [Fact]
    [Trait("Rule", "TOPIC-76")]
    public void RangeQueryRequest_Default_HasTheLargestIntegerOfJavaScriptAsLimit() => Message.Verify(
        "01 'T' 00 00 00 00 03 00 00 00 03 ffffffffffffff0f",
        new RangeQueryRequest("T", RangeQueryKind.Values, EventRange.All, EventRange.All, RangeQueryRequest.NoLimit));

    [Theory]
    [Trait("Rule", "TOPIC-76")]
    [InlineData("03")]
    [InlineData("ff")]
    public void RangeQueryRequest_OtherKind_IsRefused(string kind) =>
        Message.Refuses<RangeQueryRequest>(Hex.Bytes($"01 'T' {kind} 00 00 00 03 00 00 00 03 05"));

    [Theory]
    [Trait("Rule", "TOPIC-77")]
    [InlineData("00 00 00 03", RangeAnchorKind.Start, 0, RangeSpanKind.LastCount, 0)]
    [InlineData("05 01 07 01", RangeAnchorKind.Sequence, 5, RangeSpanKind.Sequence, 7)]
    [InlineData("fbd095ffbc31 02 fbd095ffbc31 02", RangeAnchorKind.Time, Milliseconds, RangeSpanKind.Time, Milliseconds)]
    [InlineData("0a 03 05 05", RangeAnchorKind.LastCount, 10, RangeSpanKind.NextCount, 5)]
    [InlineData("e0d403 04 e807 06", RangeAnchorKind.LastMilliseconds, 60000, RangeSpanKind.NextMilliseconds, 1000)]
    [InlineData("00 00 05 07", RangeAnchorKind.Start, 0, RangeSpanKind.PreviousCount, 5)]
    [InlineData("00 00 e807 08", RangeAnchorKind.Start, 0, RangeSpanKind.PreviousMilliseconds, 1000)]
    [InlineData("00 00 8827 04", RangeAnchorKind.Start, 0, RangeSpanKind.LastMilliseconds, 5000)]
    [InlineData("00 00 00 00", RangeAnchorKind.Start, 0, RangeSpanKind.Start, 0)]
    public void EventRange_EveryKind_RoundTrips(string bytes, RangeAnchorKind anchor, long from, RangeSpanKind span, long to) =>
        Message.Verify(bytes, new EventRange(anchor, from, span, to));

    [Theory]
    [Trait("Rule", "TOPIC-77")]
    [InlineData("00 05 00 03")]
    [InlineData("00 00 00 09")]
    public void EventRange_OtherKind_IsRefused(string bytes) => Message.Refuses<EventRange>(Hex.Bytes(bytes));

    [Fact]
    [Trait("Rule", "TOPIC-78")]
    public void RangeQueryResponse_CutOff_RoundTrips() => Message.Verify(
        $"04 'json' 64 01 00 05 {Time} 04 'user' 07 bf 61'm' 62'hi' ff",
        new RangeQueryResponse("json", 100, [new TimeSeriesEvent(new EventMetadata(5, Milliseconds, "user"), null, Value)]));

    [Fact]
    [Trait("Rule", "TOPIC-78")]
    public void RangeQueryResponse_HostileCount_IsRefusedBeforeItCosts() =>
        Message.Refuses<RangeQueryResponse>(Hex.Bytes("04 'json' 64 ffffffff07 00"));
}
