using Messaging.DiffusionClient.Data;
using Messaging.DiffusionWire.Services.Updates;
using Messaging.DiffusionWire.Values;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Data;

namespace Messaging.DiffusionClient.Updates;

/// <summary>What a constraint compares with, as bytes (rule TOPIC-35).</summary>
internal static class Operand
{
    private static readonly byte[] CborNull = [0xf6];
    private static readonly byte[] CborFalse = [0xf4];
    private static readonly byte[] CborTrue = [0xf5];

    /// <summary>Compares the whole value of a topic, so bytes and JSON will do too.</summary>
    /// <exception cref="ArgumentException">Such a value cannot be compared, or not in this way.</exception>
    public static ConstraintOperand ForValue(UpdateConstraintOperator how, object? value) => value switch
    {
        IBytes bytes => Strict(how, ImmutableBytes.Of(bytes)),
        byte[] bytes => Strict(how, bytes.ToArray()),
        _ => ForPart(how, value),
    };

    /// <summary>Compares a part of a JSON value.</summary>
    /// <exception cref="ArgumentException">Such a value cannot be compared, or not in this way.</exception>
    public static ConstraintOperand ForPart(UpdateConstraintOperator how, object? value)
    {
        if (!Enum.IsDefined(how))
        {
            throw new ArgumentOutOfRangeException(nameof(how), how, "There is no such operator.");
        }

        (OperandKind kind, byte[] bytes) = value switch
        {
            null => (OperandKind.Null, CborNull),
            bool truth => (OperandKind.Boolean, truth ? CborTrue : CborFalse),
            string text => (OperandKind.String, ScalarCbor.FromString(text)),
            long or int or short or sbyte or byte or ushort or uint =>
                (OperandKind.Int64, ScalarCbor.FromInt64(Convert.ToInt64(value, null))),
            double or float => (OperandKind.Double, ScalarCbor.FromDouble(Convert.ToDouble(value, null))),
            _ => throw new ArgumentException($"A value of the type {value.GetType()} cannot be compared.", nameof(value)),
        };

        // Strict equality is that of the bytes, so the kind of the value does not matter to it.
        return new ConstraintOperand((ConstraintOperator)how, how == UpdateConstraintOperator.IS ? OperandKind.Binary : kind, bytes);
    }

    private static ConstraintOperand Strict(UpdateConstraintOperator how, ReadOnlyMemory<byte> bytes) =>
        how == UpdateConstraintOperator.IS
            ? new ConstraintOperand(ConstraintOperator.Is, OperandKind.Binary, bytes)
            : throw new ArgumentException($"Bytes and JSON are compared by IS only, not by {how}.", nameof(how));
}
