using System.Buffers.Binary;

namespace Messaging.LocalServer.Persistence.Log;

/// <summary>What precedes the body of each record.</summary>
/// <remarks>
/// <code>length:u32  settled:u64  bodyCheck:u32  headerCheck:u32</code> Numbers are little-endian. The header's check is that of the log's
/// salt, the record's position, and the header's bytes before it: a record counts only in its log and at its place, so that neither an
/// old block of the disk nor the value of a client can pass for one.
/// </remarks>
/// <param name="Length">The size of the body, from 1.</param>
/// <param name="Settled">
/// Up to where the log was sure to survive when this was written. A record before that which cannot be read is damage; one behind it
/// may have been lost with the machine, and nobody was told that it is safe.
/// </param>
/// <param name="BodyCheck">The checksum of the body.</param>
internal readonly record struct RecordHeader(int Length, long Settled, uint BodyCheck)
{
    public const int Size = 20;

    private const int SettledOffset = 4;
    private const int BodyCheckOffset = 12;
    private const int HeaderCheckOffset = 16;

    public void WriteTo(Span<byte> bytes, ulong salt, long position)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[SettledOffset..], Settled);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[BodyCheckOffset..], BodyCheck);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[HeaderCheckOffset..], CheckOf(bytes, salt, position));
    }

    /// <summary>Reads a header.</summary>
    /// <returns>Whether it is one of this log at this position.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, ulong salt, long position, out RecordHeader header)
    {
        header = default;
        if (bytes.Length < Size
            || BinaryPrimitives.ReadInt32LittleEndian(bytes) <= 0
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[HeaderCheckOffset..]) != CheckOf(bytes, salt, position))
        {
            return false;
        }

        header = new RecordHeader(
            BinaryPrimitives.ReadInt32LittleEndian(bytes),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[SettledOffset..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[BodyCheckOffset..]));
        return true;
    }

    private static uint CheckOf(ReadOnlySpan<byte> bytes, ulong salt, long position)
    {
        Span<byte> place = stackalloc byte[sizeof(ulong) + sizeof(long)];
        BinaryPrimitives.WriteUInt64LittleEndian(place, salt);
        BinaryPrimitives.WriteInt64LittleEndian(place[sizeof(ulong)..], position);
        return Checksum.Finish(Checksum.Append(Checksum.Append(Checksum.Start, place), bytes[..HeaderCheckOffset]));
    }
}
