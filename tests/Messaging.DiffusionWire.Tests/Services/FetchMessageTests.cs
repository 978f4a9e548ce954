using Messaging.DiffusionWire.Services.Fetching;
using Messaging.DiffusionWire.Tests.Support;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Tests.Services;

public sealed class FetchMessageTests
{
    private const string None = "ffffffff07";

    private static readonly FetchRequest Plain = new() { Selector = "?Chat//" };

    public static TheoryData<string, FetchRequest> Requests => new()
    {
        { $"0000 80807f 0000 {None} {None} {None} {None} 0000", Plain },
        { $"0000 80803a 0100 {None} {None} {None} {None} 0000", Plain with { TopicTypes = (1 << 15) | (1 << 17) | (1 << 18) | (1 << 19), WithValues = true } },
        { $"0000 808008 0100 {None} {None} {None} {None} 0000", Plain with { TopicTypes = 1 << 17, WithValues = true } },
        { $"0000 808001 0100 {None} {None} {None} {None} 0000", Plain with { TopicTypes = 1 << 14, WithValues = true } },
        { $"0000 80807f 0001 {None} {None} {None} {None} 0000", Plain with { WithProperties = true } },
        { $"0000 80807f 0000 05 {None} {None} {None} 0000", Plain with { Limit = 5 } },
        { $"0000 80807f 0000 fbffffff0f {None} {None} {None} 0000", Plain with { Limit = -5 } },
        { $"00 01 03'a/b' 01 80807f 0000 {None} {None} {None} {None} 0000", Plain with { To = new("a/b", true) } },
        { $"00 01 03'a/b' 00 80807f 0000 {None} {None} {None} {None} 0000", Plain with { To = new("a/b", false) } },
        { $"01 03'a/b' 01 00 80807f 0000 {None} {None} {None} {None} 0000", Plain with { From = new("a/b", true) } },
        { $"01 03'a/b' 00 01 01'z' 01 80807f 0000 {None} {None} {None} {None} 0000", Plain with { From = new("a/b", false), To = new("z", true) } },
        { $"0000 80807f 0000 {None} e807 {None} {None} 0000", Plain with { MaximumResultSize = 1000 } },
        { $"0000 80807f 0000 {None} {None} 03 02 0000", Plain with { DeepBranchDepth = 3, DeepBranchLimit = 2 } },
        { $"0000 80807f 0000 {None} {None} {None} {None} 0100", Plain with { WithUnpublishedDelayedTopics = true } },
        { $"0000 80807f 0000 {None} {None} {None} {None} 0001", Plain with { WithSizes = true } },
    };

    [Theory]
    [Trait("Rule", "TOPIC-36")]
    [MemberData(nameof(Requests))]
    public void FetchRequest_Literal_RoundTrips(string fields, FetchRequest request) => Message.Verify($"07'?Chat//' {fields}", request);

    [Fact]
    [Trait("Rule", "TOPIC-37")]
    public void FetchResponse_Empty_RoundTrips() => Message.Verify("01 00 00 00", new FetchResponse([], false));

    [Fact]
    [Trait("Rule", "TOPIC-37")]
    public void FetchResponse_WithoutPropertySets_Reads() =>
        Message.Read<FetchResponse>(Hex.Bytes("00 00 00")).Should().BeEquivalentTo(new FetchResponse([], false), Message.Exactly);

    [Fact]
    [Trait("Rule", "TOPIC-37")]
    [Trait("Rule", "WIRE-08")]
    public void FetchResponse_Values_RoundTrip() => Message.Verify(
        "01 00 02 03'a/1' 0f 01 05 bf61'a'01ff 00 00 03'a/2' 0f 00 00 00 01",
        new FetchResponse([Topic("a/1", TopicTypeCode.Json, "bf616101ff"), Topic("a/2", TopicTypeCode.Json, null)], true));

    [Fact]
    [Trait("Rule", "TOPIC-37")]
    public void FetchResponse_Properties_StandOnceForAllThatShareThem()
    {
        KeyValuePair<string, string>[] shared = [new("VALIDATE_VALUES", "true")];

        Message.Verify(
            "02 00 01 0f'VALIDATE_VALUES' 04'true' 03 01'a' 0f 00 01 00 01'b' 0f 00 00 00 01'c' 0f 00 01 00 00",
            new FetchResponse(
                [
                    Topic("a", TopicTypeCode.Json, null) with { Properties = shared },
                    Topic("b", TopicTypeCode.Json, null),
                    Topic("c", TopicTypeCode.Json, null) with { Properties = [.. shared] },
                ],
                false));
    }

    [Theory]
    [Trait("Rule", "TOPIC-37")]
    [InlineData("01")]
    [InlineData("ffffffff0f")]
    [InlineData("ffffffff07")]
    public void FetchResponse_IndexWithoutPropertySet_MeansNoProperties(string index) =>
        Message.Read<FetchResponse>(Hex.Bytes($"01 01 01'k' 01'v' 01 01'a' 0f 00 {index} 00 00")).Topics[0].Properties.Should().BeEmpty();

    [Theory]
    [Trait("Rule", "WIRE-07")]
    [InlineData("ffffffff07 00 00")]
    [InlineData("ffffffff0f 00 00")]
    [InlineData("00 ffffffff07 00")]
    [InlineData("00 02 01'a' 0f 00 00 00 00")]
    [InlineData("01 05 00 00")]
    public void FetchResponse_CountThatCannotBe_IsRefused(string bytes) => Message.Refuses<FetchResponse>(Hex.Bytes(bytes));

    [Theory]
    [Trait("Rule", "TOPIC-38")]
    [InlineData("00", 0, 0, 0L)]
    [InlineData("01 ac02", 300, 1, 300L)]
    [InlineData("01 00", 0, 1, 0L)]
    [InlineData("02 14 07 8c01", 20, 7, 140L)]
    public void FetchedSize_Literal_RoundTrips(string bytes, int value, int count, long total) => Message.Verify(bytes, new FetchedSize(value, count, total));

    [Theory]
    [Trait("Rule", "TOPIC-38")]
    [InlineData("03 00")]
    [InlineData("ff")]
    public void FetchedSize_OtherKind_IsRefused(string bytes) => Message.Refuses<FetchedSize>(Hex.Bytes(bytes));

    private static FetchedTopic Topic(string path, TopicTypeCode type, string? value) =>
        new(path, type, value is null ? default(ReadOnlyMemory<byte>?) : Hex.Bytes(value), [], default);
}
