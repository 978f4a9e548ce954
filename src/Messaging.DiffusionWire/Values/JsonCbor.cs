using System.Buffers;
using System.Formats.Cbor;
using System.Text;
using System.Text.Json;
using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Values;

/// <summary>JSON values between their two forms: JSON text for people, CBOR on the wire (rules TOPIC-50 to TOPIC-52).</summary>
/// <remarks>
/// CBOR is written as the official JavaScript SDK writes it: maps and arrays of indefinite length, integers as
/// short as possible, all other numbers as 64-bit floats. Any well-formed CBOR with a JSON meaning is read.
/// </remarks>
public static class JsonCbor
{
    /// <summary>How deep values may nest: as deep as the readers of the base library go for JSON and for CBOR.</summary>
    public const int MaximumDepth = 64;

    // Above this, not every integer has a float of its own, so a float is not taken for an integer.
    private const double LargestExactInteger = 9007199254740992;

    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = MaximumDepth };

    /// <summary>Turns JSON text into CBOR.</summary>
    /// <param name="json">One JSON value.</param>
    /// <returns>One CBOR item.</returns>
    /// <exception cref="JsonException">The text is not JSON, nests too deep, or has a number or text that no peer can hold.</exception>
    public static byte[] FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return FromUtf8Json(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>Turns JSON text into CBOR.</summary>
    /// <param name="json">One JSON value in UTF-8.</param>
    /// <returns>One CBOR item.</returns>
    /// <exception cref="JsonException">The text is not JSON, nests too deep, or has a number or text that no peer can hold.</exception>
    public static byte[] FromUtf8Json(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, ReaderOptions);
        CborWriter writer = new(CborConformanceMode.Lax);
        try
        {
            while (reader.Read())
            {
                WriteToken(ref reader, writer);
            }

            return writer.Encode();
        }
        catch (InvalidOperationException e)
        {
            // An escaped lone surrogate: JSON allows it, UTF-8 cannot hold it.
            throw new JsonException($"The JSON text has a string that is not valid Unicode at byte {reader.TokenStartIndex}.", e);
        }
    }

    /// <summary>Turns CBOR into JSON text.</summary>
    /// <param name="cbor">One CBOR item.</param>
    /// <returns>JSON text without white space.</returns>
    /// <exception cref="WireFormatException">It is not one well-formed CBOR item with a JSON meaning.</exception>
    public static string ToJson(ReadOnlyMemory<byte> cbor)
    {
        WireWriter output = new(cbor.Length * 2);
        ToUtf8Json(cbor, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>Turns CBOR into JSON text in UTF-8.</summary>
    /// <param name="cbor">One CBOR item.</param>
    /// <param name="output">Where to.</param>
    /// <exception cref="WireFormatException">It is not one well-formed CBOR item with a JSON meaning.</exception>
    public static void ToUtf8Json(ReadOnlyMemory<byte> cbor, IBufferWriter<byte> output) => CborToJson.Write(cbor, output);

    private static void WriteToken(ref Utf8JsonReader reader, CborWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartMap(null);
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndMap();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray(null);
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
            case JsonTokenType.String:
                writer.WriteTextString(reader.GetString()!);
                break;
            case JsonTokenType.Number:
                WriteNumber(ref reader, writer);
                break;
            case JsonTokenType.True:
            case JsonTokenType.False:
                writer.WriteBoolean(reader.GetBoolean());
                break;
            case JsonTokenType.Null:
                writer.WriteNull();
                break;
        }
    }

    private static void WriteNumber(ref Utf8JsonReader reader, CborWriter writer)
    {
        if (reader.TryGetInt64(out long integer))
        {
            writer.WriteInt64(integer);
        }
        else if (reader.TryGetUInt64(out ulong large))
        {
            writer.WriteUInt64(large);
        }
        else if (!reader.TryGetDouble(out double number) || !double.IsFinite(number))
        {
            throw new JsonException($"The JSON number at byte {reader.TokenStartIndex} is larger than any number a peer can hold.");
        }
        else if (double.IsInteger(number) && Math.Abs(number) < LargestExactInteger)
        {
            writer.WriteInt64((long)number);
        }
        else
        {
            ScalarCbor.WriteFloat64(writer, number);
        }
    }
}
