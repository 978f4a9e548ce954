using Messaging.DiffusionClient.Data;
using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionClient.Topics;

/// <summary>The bytes of a topic's value, read once for all streams of a type. Touched only in the session's callback sequence.</summary>
internal sealed class HeldValue(ReadOnlyMemory<byte> bytes)
{
    // A chain, as the streams of a topic nearly always have the same type.
    private Reading? _readings;

    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>Reads the value.</summary>
    /// <param name="reader">The one reader of its type for this topic.</param>
    /// <exception cref="WireFormatException">The bytes are no such value.</exception>
    public TValue As<TValue>(ValueReader<TValue> reader)
    {
        for (Reading? reading = _readings; reading is not null; reading = reading.Next)
        {
            if (reading is Reading<TValue> known)
            {
                return known.Value;
            }
        }

        TValue value = reader.Read(bytes);
        _readings = new Reading<TValue>(value, _readings);
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

    private abstract class Reading(Reading? next)
    {
        public Reading? Next => next;
    }

    private sealed class Reading<TValue>(TValue value, Reading? next) : Reading(next)
    {
        public TValue Value => value;
    }
}
