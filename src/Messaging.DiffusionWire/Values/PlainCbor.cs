using System.Buffers.Binary;

namespace Messaging.DiffusionWire.Values;

/// <summary>Recognizes the CBOR that values of chat and of most other clients are made of, without an object for it (RFC 8949, 3).</summary>
/// <remarks>
/// It only ever says yes: to one item of maps, arrays, strings, numbers and the usual constants, not nested deeper than
/// <see cref="MaximumDepth"/>. Whatever else there is, well-formed or not, is for the base library's reader to judge. That one
/// allocates a stack for each value, which was half of what a server allocated for a message.
/// </remarks>
internal static class PlainCbor
{
    /// <summary>How deep maps and arrays may be in each other.</summary>
    public const int MaximumDepth = 32;

    private const int UnsignedInteger = 0;
    private const int NegativeInteger = 1;
    private const int ByteString = 2;
    private const int TextString = 3;
    private const int Array = 4;
    private const int Map = 5;
    private const int Special = 7;

    private const byte Break = 0xff;

    // What is missing in a map or array that has no count.
    private const long UntilBreak = -1;
    private const long KeyOrBreak = -2;
    private const long ValueOfKey = -3;

    private const int False = 20;
    private const int Undefined = 23;
    private const int OneByte = 24;
    private const int TwoBytes = 25;
    private const int FourBytes = 26;
    private const int EightBytes = 27;
    private const int Indefinite = 31;

    /// <summary>Whether these bytes are one plain item, and nothing more.</summary>
    /// <returns>False if they are not, or if that has to be looked at more closely.</returns>
    public static bool IsOneItem(ReadOnlySpan<byte> bytes)
    {
        // How many items are missing, for each map and array that was begun and not ended.
        Span<long> missing = stackalloc long[MaximumDepth + 1];
        int depth = 0;
        missing[0] = 1;
        while (true)
        {
            while (missing[depth] == 0)
            {
                if (depth-- == 0)
                {
                    return bytes.IsEmpty;
                }
            }

            if (missing[depth] is UntilBreak or KeyOrBreak && bytes is [Break, ..])
            {
                bytes = bytes[1..];
                depth--;
                continue;
            }

            missing[depth] = missing[depth] switch
            {
                UntilBreak => UntilBreak,
                KeyOrBreak => ValueOfKey,
                ValueOfKey => KeyOrBreak,
                long count => count - 1,
            };
            if (!TryReadHead(ref bytes, out int type, out int form, out ulong argument))
            {
                return false;
            }

            switch (type)
            {
                case UnsignedInteger or NegativeInteger when form != Indefinite:
                    break;
                case ByteString or TextString:
                    if (form == Indefinite || argument > (ulong)bytes.Length)
                    {
                        return false;
                    }

                    bytes = bytes[(int)argument..];
                    break;
                case Array or Map:
                    // Each item has a byte at least, so what is left bounds the count.
                    if (argument > (ulong)bytes.Length || depth == MaximumDepth)
                    {
                        return false;
                    }

                    missing[++depth] = (type, form) switch
                    {
                        (Map, Indefinite) => KeyOrBreak,
                        (Map, _) => (long)argument * 2,
                        (_, Indefinite) => UntilBreak,
                        _ => (long)argument,
                    };
                    break;
                case Special when form is (>= False and <= Undefined) or TwoBytes or FourBytes or EightBytes:
                    break;
                default:
                    return false;
            }
        }
    }

    // The first byte and the number that belongs to it; of a float, its bits.
    private static bool TryReadHead(ref ReadOnlySpan<byte> bytes, out int type, out int form, out ulong argument)
    {
        type = 0;
        form = 0;
        argument = 0;
        if (bytes.IsEmpty)
        {
            return false;
        }

        type = bytes[0] >> 5;
        form = bytes[0] & 0x1f;
        bytes = bytes[1..];
        if (form is < OneByte or Indefinite)
        {
            argument = form == Indefinite ? 0 : (ulong)form;
            return true;
        }

        int size = form <= EightBytes ? 1 << (form - OneByte) : int.MaxValue;
        if (bytes.Length < size)
        {
            return false;
        }

        argument = form switch
        {
            OneByte => bytes[0],
            TwoBytes => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            FourBytes => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            _ => BinaryPrimitives.ReadUInt64BigEndian(bytes),
        };
        bytes = bytes[size..];
        return true;
    }
}
