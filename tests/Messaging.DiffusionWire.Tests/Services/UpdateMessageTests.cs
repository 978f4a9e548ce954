using Messaging.DiffusionWire.Services.Updates;
using Messaging.DiffusionWire.Tests.Support;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Tests.Services;

public sealed class UpdateMessageTests
{
    private static readonly ReadOnlyMemory<byte> TextA = Hex.Bytes("61'a'");

    public static TheoryData<string, UpdateConstraint> Constraints => new()
    {
        { "00", UpdateConstraint.None.Instance },
        { "03", UpdateConstraint.NoValue.Instance },
        { "05", UpdateConstraint.NoTopic.Instance },
        { "04 04 'lock' 07", new UpdateConstraint.Locked("lock", 7) },
        { "04 01 'L' ffffffffffffffff7f", new UpdateConstraint.Locked("L", long.MaxValue) },
        { "02 01 04 02 61'a'", new UpdateConstraint.Value(new(ConstraintOperator.Is, OperandKind.Binary, TextA)) },
        { "02 02 01 02 61'a'", new UpdateConstraint.Value(new(ConstraintOperator.Equal, OperandKind.String, TextA)) },
        { "02 02 02 01 05", new UpdateConstraint.Value(new(ConstraintOperator.Equal, OperandKind.Int64, Hex.Bytes("05"))) },
        { "02 04 03 09 fb3ff8000000000000", new UpdateConstraint.Value(new(ConstraintOperator.Greater, OperandKind.Double, Hex.Bytes("fb3ff8000000000000"))) },
        { "07 03 05", new UpdateConstraint.Or(UpdateConstraint.NoValue.Instance, UpdateConstraint.NoTopic.Instance) },
        { "01 04 04 'lock' 07 03", new UpdateConstraint.And(new UpdateConstraint.Locked("lock", 7), UpdateConstraint.NoValue.Instance) },
        {
            "07 01 03 05 00",
            new UpdateConstraint.Or(
                new UpdateConstraint.And(UpdateConstraint.NoValue.Instance, UpdateConstraint.NoTopic.Instance),
                UpdateConstraint.None.Instance)
        },
        { "06 00 00", new UpdateConstraint.PartialJson([], []) },
        {
            "06 01 03 '/id' 01 04 02 61'x' 01 04 '/del'",
            new UpdateConstraint.PartialJson([new("/id", new(ConstraintOperator.Is, OperandKind.Binary, Hex.Bytes("61'x'")))], ["/del"])
        },
        {
            "06 01 03 '/id' 02 00 01 f6 00",
            new UpdateConstraint.PartialJson([new("/id", new(ConstraintOperator.Equal, OperandKind.Null, Hex.Bytes("f6")))], [])
        },
        {
            "06 01 03 '/id' 02 07 01 f5 00",
            new UpdateConstraint.PartialJson([new("/id", new(ConstraintOperator.Equal, OperandKind.Boolean, Hex.Bytes("f5")))], [])
        },
    };

    [Theory]
    [Trait("Rule", "TOPIC-33")]
    [MemberData(nameof(Constraints))]
    public void UpdateConstraint_Literal_RoundTrips(string bytes, UpdateConstraint constraint) => Message.Verify(bytes, constraint);

    [Theory]
    [Trait("Rule", "TOPIC-34")]
    [InlineData("01", ConstraintOperator.Is)]
    [InlineData("02", ConstraintOperator.Equal)]
    [InlineData("03", ConstraintOperator.NotEqual)]
    [InlineData("04", ConstraintOperator.Greater)]
    [InlineData("05", ConstraintOperator.GreaterOrEqual)]
    [InlineData("06", ConstraintOperator.Less)]
    [InlineData("07", ConstraintOperator.LessOrEqual)]
    public void Operand_EveryOperator_RoundTrips(string bytes, ConstraintOperator expected) =>
        Message.Verify($"{bytes} 01 02 61'a'", new ConstraintOperand(expected, OperandKind.String, TextA));

    [Theory]
    [Trait("Rule", "TOPIC-35")]
    [InlineData("00", OperandKind.Null)]
    [InlineData("01", OperandKind.String)]
    [InlineData("02", OperandKind.Int64)]
    [InlineData("03", OperandKind.Double)]
    [InlineData("04", OperandKind.Binary)]
    [InlineData("07", OperandKind.Boolean)]
    public void Operand_EveryKind_RoundTrips(string bytes, OperandKind expected) =>
        Message.Verify($"02 {bytes} 02 61'a'", new ConstraintOperand(ConstraintOperator.Equal, expected, TextA));

    [Theory]
    [Trait("Rule", "TOPIC-33")]
    [InlineData("08")]
    [InlineData("ff")]
    [InlineData("01 03")]
    [InlineData("06 ffffffff0f")]
    [InlineData("06 00 ffffffff07")]
    [InlineData("06 05 03 '/id' 02 00 01 f6 00")]
    public void UpdateConstraint_Malformed_IsRefused(string bytes) => Message.Refuses<UpdateConstraint>(Hex.Bytes(bytes));

    [Theory]
    [InlineData(0x01)]
    [InlineData(0x07)]
    public void UpdateConstraint_NestedWithoutEnd_IsRefusedWithoutExhaustingStack(byte kind)
    {
        byte[] attack = new byte[1_000_000];
        Array.Fill(attack, kind);

        Message.Refuses<UpdateConstraint>(attack);
    }

    [Theory]
    [Trait("Rule", "TOPIC-30")]
    [InlineData("09 'Chat/Room' 0f 07 bf61'm'62'hi'ff 00", TopicTypeCode.Json, "bf616d626869ff")]
    [InlineData("09 'Chat/Room' 11 01 f6 00", TopicTypeCode.String, "f6")]
    [InlineData("09 'Chat/Room' 12 01 05 00", TopicTypeCode.Int64, "05")]
    [InlineData("09 'Chat/Room' 13 09 fb3ff8000000000000 00", TopicTypeCode.Double, "fb3ff8000000000000")]
    [InlineData("09 'Chat/Room' 0e 03 'xyz' 00", TopicTypeCode.Binary, "78797a")]
    [InlineData("09 'Chat/Room' 0e 00 00", TopicTypeCode.Binary, "")]
    public void SetTopicRequest_Literal_RoundTrips(string bytes, TopicTypeCode type, string value) =>
        Message.Verify(bytes, new SetTopicRequest("Chat/Room", type, Hex.Bytes(value), UpdateConstraint.None.Instance));

    [Fact]
    [Trait("Rule", "TOPIC-31")]
    public void AddAndSetTopicRequest_Literal_RoundTrips() => Message.Verify(
        "01 'P' 0f 01 07 'REMOVAL' 01 'x' 01 01 05",
        new AddAndSetTopicRequest("P", new TopicSpecification(TopicTypeCode.Json, [new("REMOVAL", "x")]), Hex.Bytes("01"), UpdateConstraint.NoTopic.Instance));
}
