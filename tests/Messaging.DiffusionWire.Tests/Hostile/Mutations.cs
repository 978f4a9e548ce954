using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Tests.Vectors;

namespace Messaging.DiffusionWire.Tests.Hostile;

/// <summary>Bytes that are nearly right, from the golden vectors and a seed.</summary>
internal sealed class Mutations(int seed)
{
    private static readonly byte[][] Poison =
    [
        [0xff, 0xff, 0xff, 0xff, 0x0f],
        [0xff, 0xff, 0xff, 0xff, 0x07],
        [0x80, 0x80, 0x80, 0x80, 0x08],
        [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
        [0x9b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        [0xbf],
        [0xff],
        [0x80],
        [0x00],
    ];

    // The whole message, and the part behind the ids, which is what most decoders get.
    private static readonly byte[][] Seeds =
    [
        .. VectorCatalogue.All.Where(sorted => sorted.Kind != VectorKind.OutOfScope).SelectMany(sorted => sorted.Kind is VectorKind.Service or VectorKind.TopicData
            ? (byte[][])[sorted.Vector.Bytes, Frame.Read(sorted.Vector.Bytes).Body.ToArray()]
            : [sorted.Vector.Bytes]),
    ];

    private readonly Random _random = new(seed);

    public byte[] RandomBytes()
    {
        byte[] bytes = new byte[_random.Next(64)];
        _random.NextBytes(bytes);
        return bytes;
    }

    public byte[] Next()
    {
        List<byte> bytes = [.. Seeds[_random.Next(Seeds.Length)]];
        for (int count = _random.Next(1, 5); count > 0; count--)
        {
            Mutate(bytes);
        }

        return [.. bytes];
    }

    private void Mutate(List<byte> bytes)
    {
        int at = _random.Next(bytes.Count + 1);
        switch (_random.Next(6))
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
            default:
                bytes.InsertRange(at, Poison[_random.Next(Poison.Length)]);
                break;
        }
    }
}
