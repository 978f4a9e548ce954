using System.Formats.Cbor;
using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Values;

/// <summary>The difference between two values, as bytes (rules TOPIC-60 to TOPIC-62).</summary>
/// <remarks>
/// A delta is a row of CBOR items: a byte string is inserted, a pair of integers copies (start, length) from the
/// old value. One null alone says that nothing changed.
/// </remarks>
public static class BinaryDelta
{
    private const byte NoChange = 0xf6;

    /// <summary>Makes the new value.</summary>
    /// <param name="oldValue">The value that the delta was made against.</param>
    /// <param name="delta">The delta.</param>
    /// <param name="maximumSize">The most bytes of the new value: copies repeat, so a short delta can ask for a lot.</param>
    /// <returns>The new value.</returns>
    /// <exception cref="WireFormatException">It is not a delta, it does not fit the old value, or the result is too large.</exception>
    public static byte[] Apply(ReadOnlySpan<byte> oldValue, ReadOnlyMemory<byte> delta, int maximumSize = int.MaxValue)
    {
        if (delta.Length == 1 && delta.Span[0] == NoChange)
        {
            return oldValue.ToArray();
        }

        WireWriter newValue = new(oldValue.Length + delta.Length);
        CborReader reader = new(delta, CborConformanceMode.Lax, allowMultipleRootLevelValues: true);
        try
        {
            while (reader.BytesRemaining > 0)
            {
                ReadOnlySpan<byte> piece = reader.PeekState() == CborReaderState.UnsignedInteger
                    ? Copied(oldValue, reader.ReadUInt64(), reader.ReadUInt64())
                    : reader.ReadByteString();
                if ((long)newValue.Length + piece.Length > maximumSize)
                {
                    throw new WireFormatException($"A delta makes a value of more than {maximumSize} bytes.");
                }

                newValue.WriteRaw(piece);
            }
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException)
        {
            throw new WireFormatException($"These {delta.Length} bytes are not a binary delta.", e);
        }

        return newValue.ToArray();
    }

    /// <summary>Makes a delta.</summary>
    /// <param name="oldValue">What the receiver has.</param>
    /// <param name="newValue">What it shall have.</param>
    /// <returns>A delta, not always smaller than the new value. Equal values give the single byte f6, which official clients cannot take in a frame.</returns>
    public static byte[] Diff(ReadOnlySpan<byte> oldValue, ReadOnlySpan<byte> newValue)
    {
        if (oldValue.SequenceEqual(newValue))
        {
            return [NoChange];
        }

        // No item at all makes the empty value, and the writer refuses to write no item.
        return newValue.IsEmpty ? [] : new BinaryDiff(oldValue, newValue).Run();
    }

    // The official client fills up with zeros where a copy runs past the end. A peer that asks for that is wrong,
    // and a value nobody sent must not be shown.
    private static ReadOnlySpan<byte> Copied(ReadOnlySpan<byte> oldValue, ulong start, ulong length) =>
        start <= (ulong)oldValue.Length && length <= (ulong)oldValue.Length - start
            ? oldValue.Slice((int)start, (int)length)
            : throw new WireFormatException($"A delta copies {length} bytes from {start} of a value of {oldValue.Length} bytes.");
}
