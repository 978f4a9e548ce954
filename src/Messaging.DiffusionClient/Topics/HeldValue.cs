using Messaging.DiffusionClient.Data;
using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionClient.Topics;

/// <summary>The bytes of a topic's value, read once for all streams of a kind. Touched only in the session's callback sequence.</summary>
internal sealed class HeldValue(ReadOnlyMemory<byte> bytes)
{
    // One slot: the streams of a topic nearly always have the same type.
    private object? _reading;

    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>Reads the value.</summary>
    /// <exception cref="WireFormatException">The bytes are no such value.</exception>
    public TValue As<TValue>(ValueReader<TValue> reader)
    {
        if (_reading is Reading<TValue> known)
        {
            return known.Value;
        }

        TValue value = reader.Read(bytes);
        _reading = new Reading<TValue>(value);
        return value;
    }

    /// <summary>Reads the value, or gives the type's default where the bytes are no such value.</summary>
    public TValue? AsOrDefault<TValue>(ValueReader<TValue> reader)
    {
        try
        {
            return As(reader);
        }
        catch (WireFormatException)
        {
            return default;
        }
    }

    private sealed record Reading<TValue>(TValue Value);
}
