using System.Buffers.Binary;
using System.Formats.Cbor;
using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Values;

/// <summary>The values of STRING, INT64 and DOUBLE topics: one CBOR item, or null for no value (rules TOPIC-53 to TOPIC-55).</summary>
public static class ScalarCbor
{
    private const byte Float64 = 0xfb;

    /// <summary>Turns a text into a value.</summary>
    /// <param name="value">The text or null.</param>
    /// <returns>One CBOR item.</returns>
    public static byte[] FromString(string? value)
    {
        CborWriter writer = new(CborConformanceMode.Lax);
        if (value is null)
        {
            writer.WriteNull();
        }
        else
        {
            writer.WriteTextString(value);
        }

        return writer.Encode();
    }

    /// <summary>Turns an integer into a value.</summary>
    /// <param name="value">The integer or null.</param>
    /// <returns>One CBOR item.</returns>
    public static byte[] FromInt64(long? value)
    {
        CborWriter writer = new(CborConformanceMode.Lax);
        if (value is { } number)
        {
            writer.WriteInt64(number);
        }
        else
        {
            writer.WriteNull();
        }

        return writer.Encode();
    }

    /// <summary>Turns a float into a value.</summary>
    /// <param name="value">The float or null.</param>
    /// <returns>One CBOR item.</returns>
    public static byte[] FromDouble(double? value)
    {
        CborWriter writer = new(CborConformanceMode.Lax);
        if (value is { } number)
        {
            WriteFloat64(writer, number);
        }
        else
        {
            writer.WriteNull();
        }

        return writer.Encode();
    }

    /// <summary>Reads the value of a STRING topic.</summary>
    /// <param name="value">One CBOR item.</param>
    /// <returns>The text or null.</returns>
    /// <exception cref="WireFormatException">It is neither text nor null.</exception>
    public static string? ToString(ReadOnlyMemory<byte> value) =>
        Read(value, "STRING", static reader => reader.PeekState() == CborReaderState.Null ? ReadNull<string>(reader) : reader.ReadTextString());

    /// <summary>Reads the value of an INT64 topic.</summary>
    /// <param name="value">One CBOR item.</param>
    /// <returns>The integer or null.</returns>
    /// <exception cref="WireFormatException">It is neither a 64-bit integer nor null.</exception>
    public static long? ToInt64(ReadOnlyMemory<byte> value) =>
        Read(value, "INT64", static reader => reader.PeekState() == CborReaderState.Null ? ReadNull<long?>(reader) : reader.ReadInt64());

    /// <summary>Reads the value of a DOUBLE topic.</summary>
    /// <param name="value">One CBOR item.</param>
    /// <returns>The float or null.</returns>
    /// <exception cref="WireFormatException">It is neither a float nor null; an integer is none.</exception>
    public static double? ToDouble(ReadOnlyMemory<byte> value) =>
        Read(value, "DOUBLE", static reader => reader.PeekState() == CborReaderState.Null ? ReadNull<double?>(reader) : reader.ReadDouble());

    /// <summary>Writes a 64-bit float. The writer's own method would shorten what fits into fewer bits.</summary>
    internal static void WriteFloat64(CborWriter writer, double value)
    {
        Span<byte> encoded = stackalloc byte[sizeof(double) + 1];
        encoded[0] = Float64;
        BinaryPrimitives.WriteDoubleBigEndian(encoded[1..], value);
        writer.WriteEncodedValue(encoded);
    }

    private static T? ReadNull<T>(CborReader reader)
    {
        reader.ReadNull();
        return default;
    }

    private static T Read<T>(ReadOnlyMemory<byte> value, string type, Func<CborReader, T> read)
    {
        CborReader reader = new(value, CborConformanceMode.Lax);
        try
        {
            T result = read(reader);
            if (reader.BytesRemaining == 0)
            {
                return result;
            }
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException)
        {
            throw new WireFormatException($"These {value.Length} bytes are not the value of a topic of type {type}.", e);
        }

        throw new WireFormatException($"The value of a topic of type {type} is one CBOR item, and {reader.BytesRemaining} bytes follow it.");
    }
}
