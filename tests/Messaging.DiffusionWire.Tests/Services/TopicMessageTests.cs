using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.DiffusionWire.Tests.Support;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Tests.Services;

public sealed class TopicMessageTests
{
    [Theory]
    [Trait("Rule", "TOPIC-01")]
    [InlineData("0e", TopicTypeCode.Binary)]
    [InlineData("0f", TopicTypeCode.Json)]
    [InlineData("10", TopicTypeCode.TimeSeries)]
    [InlineData("11", TopicTypeCode.String)]
    [InlineData("12", TopicTypeCode.Int64)]
    [InlineData("13", TopicTypeCode.Double)]
    [InlineData("14", TopicTypeCode.RecordV2)]
    [InlineData("15", TopicTypeCode.Unknown)]
    [InlineData("30", (TopicTypeCode)0x30)]
    public void Specification_EveryType_RoundTrips(string type, TopicTypeCode expected) => Message.Verify($"{type} 00", new TopicSpecification(expected));

    [Fact]
    [Trait("Rule", "TOPIC-02")]
    public void Specification_Properties_KeepTheirOrder()
    {
        const string Literal = "0f 02 0f 'VALIDATE_VALUES' 04 'true' 11 'DONT_RETAIN_VALUE' 04 'true'";
        KeyValuePair<string, string>[] properties = [new("VALIDATE_VALUES", "true"), new("DONT_RETAIN_VALUE", "true")];

        Message.Verify(Literal, new TopicSpecification(TopicTypeCode.Json, properties));
        Message.Read<TopicSpecification>(Hex.Bytes(Literal)).Properties.Should().Equal(properties);
    }

    [Fact]
    [Trait("Rule", "TOPIC-02")]
    public void Specification_SamePropertiesInOtherOrder_AreEqual()
    {
        TopicSpecification specification = new(TopicTypeCode.Json, [new("A", "1"), new("B", "2")]);
        TopicSpecification reordered = new(TopicTypeCode.Json, [new("B", "2"), new("A", "1")]);

        reordered.Should().Be(specification);
        reordered.GetHashCode().Should().Be(specification.GetHashCode());
    }

    [Fact]
    [Trait("Rule", "TOPIC-02")]
    public void Specification_OtherTypeOrProperty_IsNotEqual()
    {
        TopicSpecification specification = new(TopicTypeCode.Json, [new("A", "1")]);

        new TopicSpecification(TopicTypeCode.String, [new("A", "1")]).Should().NotBe(specification);
        new TopicSpecification(TopicTypeCode.Json, [new("A", "2")]).Should().NotBe(specification);
        new TopicSpecification(TopicTypeCode.Json, [new("A", "1"), new("B", "2")]).Should().NotBe(specification);
        new TopicSpecification(TopicTypeCode.Json).Should().NotBe(specification);
    }

    [Fact]
    [Trait("Rule", "TOPIC-02")]
    public void Specification_KeyTwice_LastOneCounts()
    {
        TopicSpecification specification = Message.Read<TopicSpecification>(Hex.Bytes("0f 02 01'A' 01'1' 01'A' 01'2'"));

        specification.Find("A").Should().Be("2");
        specification.Find("B").Should().BeNull();
        specification.Should().Be(new TopicSpecification(TopicTypeCode.Json, [new("A", "2")]));
    }

    [Theory]
    [Trait("Rule", "WIRE-07")]
    [InlineData("0f ff ff ff ff 0f")]
    [InlineData("0f ff ff ff ff 07")]
    [InlineData("0f 02 01'A' 01'1'")]
    public void Specification_MoreProperties_ThanThereAre_IsRefused(string bytes) => Message.Refuses<TopicSpecification>(Hex.Bytes(bytes));

    [Fact]
    [Trait("Rule", "TOPIC-05")]
    public void AddTopicRequest_Literal_RoundTrips() =>
        Message.Verify("09 'Chat/Room' 0f 00", new AddTopicRequest("Chat/Room", new TopicSpecification(TopicTypeCode.Json)));

    [Theory]
    [Trait("Rule", "TOPIC-06")]
    [InlineData("00", true)]
    [InlineData("01", false)]
    public void AddTopicResponse_Literal_RoundTrips(string bytes, bool created) => Message.Verify(bytes, new AddTopicResponse(created));

    [Fact]
    [Trait("Rule", "TOPIC-06")]
    public void AddTopicResponse_OtherByte_MeansExists() => Message.Read<AddTopicResponse>(Hex.Bytes("02")).Created.Should().BeFalse();

    [Fact]
    [Trait("Rule", "TOPIC-08")]
    public void RemoveTopicsRequest_Literal_RoundTrips() => Message.Verify("07 '?Chat//'", new RemoveTopicsRequest("?Chat//"));

    [Theory]
    [Trait("Rule", "TOPIC-08")]
    [InlineData("00", 0)]
    [InlineData("03", 3)]
    [InlineData("ac 02", 300)]
    public void RemoveTopicsResponse_Literal_RoundTrips(string bytes, int count) => Message.Verify(bytes, new RemoveTopicsResponse(count));

    [Theory]
    [Trait("Rule", "TOPIC-10")]
    [InlineData("0a '>Chat/Room' 00", ">Chat/Room", "")]
    [InlineData("02 '>a' 07 'myScope'", ">a", "myScope")]
    [InlineData("10 '#>a////>b////?c/' 00", "#>a////>b////?c/", "")]
    public void SelectionRequest_Literal_RoundTrips(string bytes, string selector, string scope) => Message.Verify(bytes, new SelectionRequest(selector, scope));

    [Fact]
    [Trait("Rule", "TOPIC-11")]
    public void UnsubscribeAllScopesRequest_Literal_RoundTrips() => Message.Verify("02 '>a'", new UnsubscribeAllScopesRequest(">a"));

    [Theory]
    [Trait("Rule", "TOPIC-13")]
    [InlineData("01 03 'j/t' 0f 00", 1, "j/t", TopicTypeCode.Json)]
    [InlineData("f0a204 03 's/t' 11 00", 70_000, "s/t", TopicTypeCode.String)]
    [InlineData("ffffffff07 01 'x' 0e 00", int.MaxValue, "x", TopicTypeCode.Binary)]
    [InlineData("fbffffff0f 01 'x' 0e 00", -5, "x", TopicTypeCode.Binary)]
    public void SubscriptionNotification_Literal_RoundTrips(string bytes, int topic, string path, TopicTypeCode type) =>
        Message.Verify(bytes, new SubscriptionNotification(topic, path, new TopicSpecification(type)));

    [Theory]
    [Trait("Rule", "TOPIC-14")]
    [InlineData("64 00", 0x64, UnsubscriptionReason.Requested)]
    [InlineData("65 01", 0x65, UnsubscriptionReason.Control)]
    [InlineData("66 02", 0x66, UnsubscriptionReason.Removed)]
    [InlineData("67 03", 0x67, UnsubscriptionReason.Authorization)]
    [InlineData("68 04", 0x68, UnsubscriptionReason.Unknown)]
    [InlineData("69 05", 0x69, UnsubscriptionReason.BackPressure)]
    [InlineData("6a 06", 0x6a, UnsubscriptionReason.BranchMappings)]
    [InlineData("6a 07", 0x6a, (UnsubscriptionReason)7)]
    public void UnsubscriptionNotification_Literal_RoundTrips(string bytes, int topic, UnsubscriptionReason reason) =>
        Message.Verify(bytes, new UnsubscriptionNotification(topic, reason));

    [Fact]
    [Trait("Rule", "WIRE-31")]
    public void EmptyMessage_AnyBytes_AreIgnored()
    {
        WireReader reader = new(Hex.Bytes("01 02 03"));

        EmptyMessage.ReadFrom(ref reader).Should().Be(default(EmptyMessage));
        Message.Write(default(EmptyMessage)).Should().BeEmpty();
    }
}
