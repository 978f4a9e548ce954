using System.Buffers.Binary;

namespace Messaging.TestKit.Fuzzing;

/// <summary>Makes bytes that are nearly right out of right ones, by a seed: the same inputs in the same order on every machine.</summary>
public sealed class ByteMutator(IReadOnlyList<byte[]> seeds, int seed)
{
    private const int MaximumSize = 16 * 1024;

    // Lengths and counts that are too large, negative or endless; CBOR that nests or does not end; UTF-8 that is none.
    private static readonly byte[][] Poison =
    [
        [0xff, 0xff, 0xff, 0xff, 0x0f],
        [0xff, 0xff, 0xff, 0xff, 0x07],
        [0x80, 0x80, 0x80, 0x80, 0x08],
        [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
        [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80],
        [0x9b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        [0xbf],
        [0x9f],
        [0x7f],
        [0xc1],
        [0xfb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0],
        [0xff],
        [0x80],
        [0x7f, 0xff],
        [0x00],
        [0xed, 0xa0, 0x80],
    ];

    private readonly Random _random = new(seed);

    /// <summary>The random numbers that the mutations are made of, for choices around them.</summary>
    public Random Random => _random;

    /// <summary>Bytes that never were right.</summary>
    public byte[] RandomBytes()
    {
        byte[] bytes = new byte[_random.Next(64)];
        _random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>One of the seeds as it is.</summary>
    public byte[] Original() => seeds[_random.Next(seeds.Count)];

    /// <summary>One of the seeds, changed one to four times.</summary>
    public byte[] Next() => Mutate(Original());

    /// <summary>These bytes, changed one to four times.</summary>
    public byte[] Mutate(byte[] original)
    {
        List<byte> bytes = [.. original];
        for (int count = _random.Next(1, 5); count > 0; count--)
        {
            Mutate(bytes);
        }

        if (bytes.Count > MaximumSize)
        {
            bytes.RemoveRange(MaximumSize, bytes.Count - MaximumSize);
        }

        return [.. bytes];
    }

    private void Mutate(List<byte> bytes)
    {
        int at = _random.Next(bytes.Count + 1);
        switch (_random.Next(10))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, Math.Min(_random.Next(8), bytes.Count - at));
                break;
            case 3:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(_random.Next(16), bytes.Count - at)));
                break;
            case 5:
                Splice(bytes, at);
                break;
            case 6 when at < bytes.Count:
                // A length or count, off by a little.
                bytes[at] = (byte)(bytes[at] + (_random.Next(2) == 0 ? 1 : -1));
                break;
            case 7:
                Repeat(bytes, at);
                break;
            case 8 when at + sizeof(int) <= bytes.Count:
                byte[] number = new byte[sizeof(int)];
                BinaryPrimitives.WriteInt32BigEndian(number, _random.Next(4) switch { 0 => int.MaxValue, 1 => int.MinValue, 2 => -1, _ => _random.Next() });
                bytes.RemoveRange(at, sizeof(int));
                bytes.InsertRange(at, number);
                break;
            default:
                bytes.InsertRange(at, Poison[_random.Next(Poison.Length)]);
                break;
        }
    }

    /// <summary>The rest becomes that of another seed.</summary>
    private void Splice(List<byte> bytes, int at)
    {
        byte[] other = Original();
        bytes.RemoveRange(at, bytes.Count - at);
        bytes.AddRange(other.AsSpan(_random.Next(other.Length + 1)));
    }

    /// <summary>A few bytes many times: nesting, mostly.</summary>
    private void Repeat(List<byte> bytes, int at)
    {
        byte[] part = [.. bytes.GetRange(at, Math.Min(_random.Next(1, 4), bytes.Count - at))];
        int times = _random.Next(8) == 0 ? _random.Next(2000) : _random.Next(20);
        bytes.InsertRange(at, Enumerable.Repeat(part, times).SelectMany(bytes => bytes));
    }
}
