using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;
using Messaging.Performance.Tests.Measuring;

namespace Messaging.Performance.Tests.Wire;

/// <summary>What is done for every frame, topic or subscriber allocates nothing.</summary>
public sealed class WireAllocationTests
{
    private static readonly byte[] Value = new byte[180];

    [Fact]
    public void Primitives_WrittenToAWriterThatIsUsedAgain_AllocateNothing()
    {
        WireWriter writer = new();

        Allocations.PerCall(() =>
        {
            writer.Clear();
            writer.WriteByte(1);
            writer.WriteVarInt32(300);
            writer.WriteVarInt64(long.MaxValue);
            writer.WriteInt64BigEndian(1);
            writer.WriteString("Chat/lobby");
            writer.WriteBytes(Value);
        }).Should().Be(0);
    }

    [Fact]
    public void Primitives_Read_AllocateNothingButTexts()
    {
        WireWriter writer = new();
        writer.WriteVarInt32(300);
        writer.WriteVarInt64(long.MaxValue);
        writer.WriteInt64BigEndian(1);
        writer.WriteBytes(Value);
        byte[] message = writer.ToArray();

        Allocations.PerCall(() =>
        {
            WireReader reader = new(message);
            reader.ReadVarInt32();
            reader.ReadVarInt64();
            reader.ReadInt64BigEndian();
            reader.ReadBytes();
        }).Should().Be(0);
    }

    [Fact]
    public void Frame_OfATopicValue_WrittenAndRead_AllocatesNothing()
    {
        WireWriter writer = new();

        Allocations.PerCall(() =>
        {
            writer.Clear();
            Frame.WriteValue(writer, topicId: 7, Value);
            _ = Frame.Read(writer.WrittenMemory);
        }).Should().Be(0);
    }

    [Theory]
    [InlineData(">Chat/lobby")]
    [InlineData("?Chat/.*")]
    [InlineData("?Chat//")]
    [InlineData("*Chat/[a-z]+")]
    [InlineData("#>Chat/other////>Chat/lobby")]
    public void Selector_Match_AllocatesNothing(string expression)
    {
        TopicSelector selector = TopicSelector.Parse(expression);
        bool isMatch = false;

        Allocations.PerCall(() => isMatch = selector.Matches("Chat/lobby")).Should().Be(0);
        isMatch.Should().BeTrue();
    }
}
