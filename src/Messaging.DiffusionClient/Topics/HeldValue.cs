using Messaging.DiffusionClient.Data;
using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionClient.Topics;

/// <summary>The bytes of a topic's value, read once for all streams of a type. Touched only in the session's callback sequence.</summary>
internal sealed class HeldValue
{
    // The streams of a topic nearly always have the same type, so there is room for one reading here.
    private Type? _type;
    private object? _reading;
    private Dictionary<Type, object?>? _otherReadings;

    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>Holds other bytes from here on.</summary>
    public void Hold(ReadOnlyMemory<byte> bytes)
    {
        (Bytes, _type, _reading, _otherReadings) = (bytes, null, null, null);
    }

    /// <summary>Reads the value.</summary>
    /// <param name="reader">The one reader of its type for this topic.</param>
    /// <exception cref="WireFormatException">The bytes are no such value.</exception>
    public TValue As<TValue>(ValueReader<TValue> reader)
    {
        if (_type == typeof(TValue))
        {
            return (TValue)_reading!;
        }

        if (_otherReadings is not null && _otherReadings.TryGetValue(typeof(TValue), out object? known))
        {
            return (TValue)known!;
        }

        TValue value = reader.Read(Bytes);
        if (_type is null)
        {
            (_type, _reading) = (typeof(TValue), value);
        }
        else
        {
            (_otherReadings ??= []).Add(typeof(TValue), value);
        }

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
}
