using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Messaging.LocalServer.Tests.Persistence.Kill;

/// <summary>Values that carry their number and a checksum over all they are: one that is torn or mixed does not pass.</summary>
internal static class LoadValue
{
    private const int NumberSize = 4;
    private const int HashSize = 32;

    public static byte[] Of(int number, int size)
    {
        byte[] value = new byte[NumberSize + size + HashSize];
        BinaryPrimitives.WriteInt32BigEndian(value, number);
        value.AsSpan(NumberSize, size).Fill((byte)number);
        SHA256.HashData(value.AsSpan(0, NumberSize + size), value.AsSpan(NumberSize + size));
        return value;
    }

    public static int NumberOf(ReadOnlyMemory<byte> value)
    {
        value.Length.Should().BeGreaterThanOrEqualTo(NumberSize + HashSize);
        SHA256.HashData(value.Span[..^HashSize]).AsSpan().SequenceEqual(value.Span[^HashSize..]).Should().BeTrue("a value is whole");
        return BinaryPrimitives.ReadInt32BigEndian(value.Span);
    }
}
