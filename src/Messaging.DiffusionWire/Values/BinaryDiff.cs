using System.Formats.Cbor;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Messaging.DiffusionWire.Values;

/// <summary>Finds what two values have in common and writes the delta (rule TOPIC-62).</summary>
/// <remarks>
/// Most updates change one place, so the common start and end are taken first. Between them blocks of the old value
/// are looked up in the new one, as in rsync: time and memory grow with the sizes, whatever the bytes are.
/// </remarks>
internal readonly ref struct BinaryDiff
{
    private const int BlockSize = 2 * sizeof(ulong);

    private readonly ReadOnlySpan<byte> _old;
    private readonly ReadOnlySpan<byte> _new;
    private readonly CborWriter _delta = new(CborConformanceMode.Lax, allowMultipleRootLevelValues: true);

    public BinaryDiff(ReadOnlySpan<byte> oldValue, ReadOnlySpan<byte> newValue)
    {
        _old = oldValue;
        _new = newValue;
    }

    public byte[] Run()
    {
        int prefix = Worthwhile(0, _old.CommonPrefixLength(_new));
        int suffix = CommonSuffixLength(_old[prefix..], _new[prefix..]);
        suffix = Worthwhile(_old.Length - suffix, suffix);

        Copy(0, prefix);
        WriteMiddle(prefix, _old.Length - suffix, _new.Length - suffix);
        Copy(_old.Length - suffix, suffix);
        return _delta.Encode();
    }

    private void WriteMiddle(int start, int oldEnd, int newEnd)
    {
        int written = start;
        if (oldEnd - start >= BlockSize && newEnd - start >= BlockSize)
        {
            Dictionary<ulong, int> blocks = IndexBlocks(start, oldEnd);
            int position = start;
            while (position <= newEnd - BlockSize)
            {
                if (!blocks.TryGetValue(Fingerprint(_new[position..]), out int oldPosition)
                    || !_old.Slice(oldPosition, BlockSize).SequenceEqual(_new.Slice(position, BlockSize)))
                {
                    position++;
                    continue;
                }

                int before = CommonSuffixLength(_old[start..oldPosition], _new[written..position]);
                int length = before + _old[oldPosition..oldEnd].CommonPrefixLength(_new[position..newEnd]);
                Insert(written, position - before);
                Copy(oldPosition - before, length);
                written = position = position - before + length;
            }
        }

        Insert(written, newEnd);
    }

    private Dictionary<ulong, int> IndexBlocks(int start, int end)
    {
        Dictionary<ulong, int> blocks = new((end - start) / BlockSize);
        for (int position = start; position <= end - BlockSize; position += BlockSize)
        {
            blocks.TryAdd(Fingerprint(_old[position..]), position);
        }

        return blocks;
    }

    private void Insert(int start, int end)
    {
        if (end > start)
        {
            _delta.WriteByteString(_new[start..end]);
        }
    }

    private void Copy(int start, int length)
    {
        if (length > 0)
        {
            _delta.WriteInt32(start);
            _delta.WriteInt32(length);
        }
    }

    private static ulong Fingerprint(ReadOnlySpan<byte> block) =>
        (MemoryMarshal.Read<ulong>(block) * 0x9e3779b97f4a7c15) ^ BitOperations.RotateLeft(MemoryMarshal.Read<ulong>(block[sizeof(ulong)..]), 29);

    // A copy is two integers: worth it only if they take less than the bytes they stand for.
    private static int Worthwhile(int start, int length) => length > IntegerSize(start) + IntegerSize(length) ? length : 0;

    private static int IntegerSize(int value) => value switch
    {
        < 24 => 1,
        <= byte.MaxValue => 2,
        <= ushort.MaxValue => 3,
        _ => 5,
    };

    private static int CommonSuffixLength(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        int limit = Math.Min(left.Length, right.Length);
        int length = 0;
        while (length < limit && left[^(length + 1)] == right[^(length + 1)])
        {
            length++;
        }

        return length;
    }
}
