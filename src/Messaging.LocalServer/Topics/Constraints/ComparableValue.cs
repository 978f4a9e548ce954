using System.Globalization;
using System.Text.Json;
using Messaging.DiffusionWire.Services.Updates;
using Messaging.DiffusionWire.Values;

namespace Messaging.LocalServer.Topics.Constraints;

/// <summary>A scalar that constraints can compare, wherever it was found: exactly one field is set, or none for null.</summary>
internal readonly record struct ComparableValue(string? Text, long? Integer, double? Float, bool? Boolean)
{
    public static ComparableValue Null { get; }

    private bool IsNull => this == Null;

    /// <summary>The value of a topic; nothing for types that do not compare.</summary>
    public static ComparableValue? FromTopic(TopicTypeCode type, ReadOnlyMemory<byte> value) => type switch
    {
        TopicTypeCode.String => OfText(ScalarCbor.ToString(value)),
        TopicTypeCode.Int64 => Null with { Integer = ScalarCbor.ToInt64(value) },
        TopicTypeCode.Double => Null with { Float = ScalarCbor.ToDouble(value) },
        _ => null,
    };

    /// <summary>The operand of a constraint; nothing for kinds that do not compare.</summary>
    public static ComparableValue? FromOperand(in ConstraintOperand operand) => operand.Kind switch
    {
        OperandKind.Null => Null,
        OperandKind.String => OfText(ScalarCbor.ToString(operand.Value)),
        OperandKind.Int64 => Null with { Integer = ScalarCbor.ToInt64(operand.Value) },
        OperandKind.Double => Null with { Float = ScalarCbor.ToDouble(operand.Value) },
        OperandKind.Boolean => Null with { Boolean = JsonCbor.ToJson(operand.Value) == "true" },
        _ => null,
    };

    /// <summary>A place in a JSON value; nothing for objects and arrays.</summary>
    public static ComparableValue? FromJson(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => Null,
        JsonValueKind.String => OfText(element.GetString()),
        JsonValueKind.Number => element.TryGetInt64(out long integer) ? Null with { Integer = integer } : Null with { Float = element.GetDouble() },
        JsonValueKind.True or JsonValueKind.False => Null with { Boolean = element.GetBoolean() },
        _ => null,
    };

    /// <summary>Whether <c>this op operand</c> is true. What cannot be compared never is.</summary>
    public bool Compares(ConstraintOperator comparison, in ComparableValue operand)
    {
        bool isOrder = comparison is not (ConstraintOperator.Equal or ConstraintOperator.NotEqual);
        if (operand.IsNull || operand.Boolean is not null)
        {
            return !isOrder && (this == operand) == (comparison == ConstraintOperator.Equal);
        }

        if (operand.Text is not null)
        {
            return !isOrder && AsText() is { } text && (text == operand.Text) == (comparison == ConstraintOperator.Equal);
        }

        return CompareNumbers(operand) is { } order && comparison switch
        {
            ConstraintOperator.Equal => order == 0,
            ConstraintOperator.NotEqual => order != 0,
            ConstraintOperator.Greater => order > 0,
            ConstraintOperator.GreaterOrEqual => order >= 0,
            ConstraintOperator.Less => order < 0,
            ConstraintOperator.LessOrEqual => order <= 0,
            _ => false,
        };
    }

    private static ComparableValue OfText(string? text) => Null with { Text = text };

    private string? AsText() => Text
        ?? Integer?.ToString(CultureInfo.InvariantCulture)
        ?? Float?.ToString(CultureInfo.InvariantCulture);

    private int? CompareNumbers(in ComparableValue operand)
    {
        ComparableValue number = Text is null ? this : ParseNumber(Text);
        if (number.Integer is { } left && operand.Integer is { } right)
        {
            // Not as floats: those above 2^53 would be equal to their neighbours.
            return left.CompareTo(right);
        }

        double? first = number.Float ?? number.Integer;
        double? second = operand.Float ?? operand.Integer;
        return first is null || second is null ? null : first.Value.CompareTo(second.Value);
    }

    private static ComparableValue ParseNumber(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer))
        {
            return Null with { Integer = integer };
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? Null with { Float = number } : Null;
    }
}
