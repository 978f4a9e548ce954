using Messaging.DiffusionWire.Services.Updates;

namespace Messaging.LocalServer.Topics.Constraints;

/// <summary>Compares the whole value of a topic with an operand (TOPIC-34, TOPIC-35).</summary>
internal static class OperandComparison
{
    public static bool Holds(in ConstraintOperand operand, in ConstraintTarget target)
    {
        if (target is not { Type: { } type, Value: { } value })
        {
            return false;
        }

        if (operand.Operator == ConstraintOperator.Is)
        {
            return value.Span.SequenceEqual(operand.Value.Span);
        }

        return ComparableValue.FromTopic(type, value) is { } left
            && ComparableValue.FromOperand(operand) is { } right
            && left.Compares(operand.Operator, right);
    }
}
