using System.Buffers.Binary;
using System.Numerics;

namespace Messaging.LocalServer.Persistence.Log;

/// <summary>CRC-32C, as iSCSI and ext4 have it: the processor computes it, and the base class library has it.</summary>
internal static class Checksum
{
    /// <summary>What to begin with.</summary>
    public const uint Start = 0xffff_ffff;

    public static uint Of(ReadOnlySpan<byte> bytes) => Finish(Append(Start, bytes));

    public static uint Append(uint state, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (byte value in bytes)
        {
            state = BitOperations.Crc32C(state, value);
        }

        return state;
    }

    public static uint Finish(uint state) => ~state;
}
