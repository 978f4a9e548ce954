using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;
using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Values;

/// <summary>What the bytes of a topic's value may be, by the topic's type (rule TOPIC-04).</summary>
public static class TopicValue
{
    /// <summary>Checks bytes that somebody wants to be the value of a topic.</summary>
    /// <param name="type">The topic's type.</param>
    /// <param name="value">The bytes.</param>
    /// <param name="problem">Why they cannot be, as a sentence.</param>
    /// <returns>Whether they can be.</returns>
    public static bool IsValid(TopicTypeCode type, ReadOnlyMemory<byte> value, [NotNullWhen(false)] out string? problem)
    {
        try
        {
            problem = type switch
            {
                TopicTypeCode.Binary => null,
                TopicTypeCode.Json => ValidateJson(value),
                TopicTypeCode.String => Accept(ScalarCbor.ToString(value)),
                TopicTypeCode.Int64 => Accept(ScalarCbor.ToInt64(value)),
                TopicTypeCode.Double => Accept(ScalarCbor.ToDouble(value)),
                _ => $"Values of the type {type} are not supported.",
            };
        }
        catch (WireFormatException e)
        {
            problem = e.Message;
        }

        return problem is null;
    }

    private static string? ValidateJson(ReadOnlyMemory<byte> value)
    {
        if (PlainCbor.IsOneItem(value.Span))
        {
            return null;
        }

        CborReader reader = new(value, CborConformanceMode.Lax);
        try
        {
            // Cheaper than a conversion to text, and it does not recurse, whatever the depth.
            reader.SkipValue();
            return reader.BytesRemaining == 0 ? null : $"A JSON value is one CBOR item, and {reader.BytesRemaining} bytes follow it.";
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException)
        {
            return $"A JSON value of {value.Length} bytes is not well-formed CBOR.";
        }
    }

    private static string? Accept<T>(T value)
    {
        _ = value;
        return null;
    }
}
