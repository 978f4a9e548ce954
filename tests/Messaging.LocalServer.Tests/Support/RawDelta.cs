namespace Messaging.LocalServer.Tests.Support;

/// <summary>Applies binary deltas by the words of TOPIC-60, without code of the product.</summary>
internal static class RawDelta
{
    public static byte[] Apply(byte[] old, ReadOnlySpan<byte> delta)
    {
        List<byte> result = [];
        int offset = 0;
        while (offset < delta.Length)
        {
            (int kind, int start) = ReadHead(delta, ref offset);
            if (kind == 2)
            {
                result.AddRange(delta.Slice(offset, start));
                offset += start;
                continue;
            }

            (_, int length) = ReadHead(delta, ref offset);
            result.AddRange(old.AsSpan(start, length));
        }

        return [.. result];
    }

    // The head of a CBOR item: its kind, and the number in or behind it.
    private static (int Kind, int Number) ReadHead(ReadOnlySpan<byte> bytes, ref int offset)
    {
        byte first = bytes[offset++];
        int number = first & 0x1f;
        if (number >= 24)
        {
            int size = 1 << (number - 24);
            number = 0;
            for (int i = 0; i < size; i++)
            {
                number = (number << 8) | bytes[offset++];
            }
        }

        return (first >> 5, number);
    }
}
