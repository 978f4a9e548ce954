using System.Buffers.Binary;

namespace Messaging.LocalServer.Persistence.Log;

/// <summary>The first bytes of a log: what it is, in which version, and a random number that makes its records its own.</summary>
/// <remarks>
/// <code>magic:8  version:u32  salt:u64  check:u32</code> Numbers are little-endian; the check is that of the bytes before it.
/// </remarks>
/// <param name="Salt">Goes into the checksum of each record's header: no client can send bytes that pass for a record.</param>
internal readonly record struct LogHeader(ulong Salt)
{
    public const int Size = 24;
    public const uint CurrentVersion = 1;

    private const int VersionOffset = 8;
    private const int SaltOffset = 12;
    private const int CheckOffset = 20;

    private static ReadOnlySpan<byte> Magic => "MSG-LOG\n"u8;

    public void WriteTo(Span<byte> bytes)
    {
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[VersionOffset..], CurrentVersion);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[SaltOffset..], Salt);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[CheckOffset..], Checksum.Of(bytes[..CheckOffset]));
    }

    /// <summary>Reads a header.</summary>
    /// <exception cref="InvalidDataException">It is none, one of another version, or damaged; the message says which.</exception>
    public static LogHeader Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Size || !bytes[..Magic.Length].SequenceEqual(Magic))
        {
            throw new InvalidDataException("it does not begin as a log of this server does");
        }

        uint version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[VersionOffset..]);
        if (version != CurrentVersion)
        {
            throw new InvalidDataException($"it has the version {version}, and this server knows the version {CurrentVersion} only");
        }

        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[CheckOffset..]) == Checksum.Of(bytes[..CheckOffset])
            ? new LogHeader(BinaryPrimitives.ReadUInt64LittleEndian(bytes[SaltOffset..]))
            : throw new InvalidDataException("its header is damaged: the checksum does not fit");
    }
}
