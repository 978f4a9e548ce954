using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Updates;

/// <summary>What a constraint compares with (rule TOPIC-35).</summary>
/// <param name="Operator">How.</param>
/// <param name="Kind">How to read <paramref name="Value"/>.</param>
/// <param name="Value">The operand's bytes.</param>
public readonly record struct ConstraintOperand(ConstraintOperator Operator, OperandKind Kind, ReadOnlyMemory<byte> Value) : IWireMessage<ConstraintOperand>
{
    /// <inheritdoc/>
    public static ConstraintOperand ReadFrom(ref WireReader reader) => new((ConstraintOperator)reader.ReadByte(), (OperandKind)reader.ReadByte(), reader.ReadBytes());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteByte((byte)Operator);
        writer.WriteByte((byte)Kind);
        writer.WriteBytes(Value.Span);
    }
}
