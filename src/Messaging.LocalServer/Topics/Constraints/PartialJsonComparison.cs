using System.Text.Json;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services.Updates;
using Messaging.DiffusionWire.Values;

namespace Messaging.LocalServer.Topics.Constraints;

/// <summary>Compares places in a JSON topic's value with operands, and asks for places that must be empty.</summary>
internal static class PartialJsonComparison
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = JsonCbor.MaximumDepth };

    public static bool Holds(UpdateConstraint.PartialJson constraint, in ConstraintTarget target)
    {
        if (target is not { Type: TopicTypeCode.Json, Value: { } value })
        {
            return false;
        }

        using JsonDocument document = Parse(value);
        JsonElement root = document.RootElement;
        foreach ((string pointer, ConstraintOperand operand) in constraint.With)
        {
            if (!JsonPointer.TryFind(root, pointer, out JsonElement found) || !Matches(found, operand))
            {
                return false;
            }
        }

        return !constraint.Without.Any(pointer => JsonPointer.TryFind(root, pointer, out _));
    }

    private static bool Matches(JsonElement found, in ConstraintOperand operand)
    {
        if (operand.Operator == ConstraintOperator.Is)
        {
            // One value has several encodings, and which one stands inside the topic's bytes is its writer's choice.
            using JsonDocument expected = Parse(operand.Value);
            return JsonElement.DeepEquals(found, expected.RootElement);
        }

        return ComparableValue.FromJson(found) is { } left
            && ComparableValue.FromOperand(operand) is { } right
            && left.Compares(operand.Operator, right);
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> cbor)
    {
        WireWriter json = new(cbor.Length * 2);
        JsonCbor.ToUtf8Json(cbor, json);
        return JsonDocument.Parse(json.WrittenMemory, Options);
    }
}
