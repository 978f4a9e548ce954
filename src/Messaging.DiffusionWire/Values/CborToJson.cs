using System.Buffers;
using System.Formats.Cbor;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Values;

/// <summary>Reads one CBOR item and writes it as JSON (rule TOPIC-51). What JSON lacks gets its nearest form.</summary>
internal static class CborToJson
{
    // The text is a value, not a part of a page: letters of all scripts stay readable. Characters beyond the basic plane,
    // such as emoji, are escaped all the same: no encoder of the base library leaves them.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(ReadOnlyMemory<byte> cbor, IBufferWriter<byte> output)
    {
        CborReader reader = new(cbor, CborConformanceMode.Lax);
        try
        {
            using Utf8JsonWriter writer = new(output, WriterOptions);
            WriteItem(reader, writer);
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException or ArgumentException)
        {
            throw new WireFormatException($"A JSON value of {cbor.Length} bytes is not well-formed CBOR.", e);
        }

        if (reader.BytesRemaining != 0)
        {
            throw new WireFormatException($"A JSON value is one CBOR item, and {reader.BytesRemaining} bytes follow it.");
        }
    }

    private static void WriteItem(CborReader reader, Utf8JsonWriter writer)
    {
        SkipTags(reader);
        switch (reader.PeekState())
        {
            case CborReaderState.StartMap:
                WriteMap(reader, writer);
                break;
            case CborReaderState.StartArray:
                WriteArray(reader, writer);
                break;
            case CborReaderState.TextString or CborReaderState.StartIndefiniteLengthTextString:
                writer.WriteStringValue(reader.ReadTextString());
                break;
            case CborReaderState.ByteString or CborReaderState.StartIndefiniteLengthByteString:
                writer.WriteBase64StringValue(reader.ReadByteString());
                break;
            case CborReaderState.UnsignedInteger:
                writer.WriteNumberValue(reader.ReadUInt64());
                break;
            case CborReaderState.NegativeInteger:
                writer.WriteNumberValue(-1m - reader.ReadCborNegativeIntegerRepresentation());
                break;
            case CborReaderState.HalfPrecisionFloat or CborReaderState.SinglePrecisionFloat or CborReaderState.DoublePrecisionFloat:
                WriteFloat(reader.ReadDouble(), writer);
                break;
            case CborReaderState.Boolean:
                writer.WriteBooleanValue(reader.ReadBoolean());
                break;
            case CborReaderState.Null:
                reader.ReadNull();
                writer.WriteNullValue();
                break;
            default:
                WriteSimpleValue(reader, writer);
                break;
        }
    }

    private static void WriteMap(CborReader reader, Utf8JsonWriter writer)
    {
        reader.ReadStartMap();
        RequireDepth(reader);
        writer.WriteStartObject();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            writer.WritePropertyName(ReadName(reader));
            WriteItem(reader, writer);
        }

        reader.ReadEndMap();
        writer.WriteEndObject();
    }

    private static void WriteArray(CborReader reader, Utf8JsonWriter writer)
    {
        reader.ReadStartArray();
        RequireDepth(reader);
        writer.WriteStartArray();
        while (reader.PeekState() != CborReaderState.EndArray)
        {
            WriteItem(reader, writer);
        }

        reader.ReadEndArray();
        writer.WriteEndArray();
    }

    // Checked where the depth grows, so that the recursion above is as bounded as the value.
    private static void RequireDepth(CborReader reader)
    {
        if (reader.CurrentDepth > JsonCbor.MaximumDepth)
        {
            throw new WireFormatException($"A JSON value nests deeper than {JsonCbor.MaximumDepth}.");
        }
    }

    private static string ReadName(CborReader reader)
    {
        SkipTags(reader);
        return reader.PeekState() switch
        {
            CborReaderState.TextString or CborReaderState.StartIndefiniteLengthTextString => reader.ReadTextString(),
            CborReaderState.UnsignedInteger => reader.ReadUInt64().ToString(CultureInfo.InvariantCulture),
            CborReaderState.NegativeInteger => (-1m - reader.ReadCborNegativeIntegerRepresentation()).ToString(CultureInfo.InvariantCulture),
            CborReaderState state => throw new WireFormatException($"A JSON value has a map with a key that is neither text nor an integer: {state}."),
        };
    }

    // JSON has no infinity and no NaN; the official client shows them as null.
    private static void WriteFloat(double number, Utf8JsonWriter writer)
    {
        if (double.IsFinite(number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static void WriteSimpleValue(CborReader reader, Utf8JsonWriter writer)
    {
        CborSimpleValue value = reader.ReadSimpleValue();
        if (value != CborSimpleValue.Undefined)
        {
            throw new WireFormatException($"A JSON value holds the CBOR simple value {(byte)value}, which has no meaning in JSON.");
        }

        writer.WriteNullValue();
    }

    // A tag explains the item behind it; JSON has the item alone.
    private static void SkipTags(CborReader reader)
    {
        while (reader.PeekState() == CborReaderState.Tag)
        {
            reader.ReadTag();
        }
    }
}
