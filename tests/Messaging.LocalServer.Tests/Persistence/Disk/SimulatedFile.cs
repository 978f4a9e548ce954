namespace Messaging.LocalServer.Tests.Persistence.Disk;

/// <summary>A file's bytes as the process sees them, and what it takes to tell what may be left of them.</summary>
internal sealed class SimulatedFile
{
    private readonly List<(byte[] Bytes, long Position)> _unflushed = [];
    private byte[] _flushed = [];

    public byte[] Bytes { get; private set; } = [];

    public static SimulatedFile Of(byte[] bytes) => new() { Bytes = [.. bytes], _flushed = [.. bytes] };

    public void Write(byte[] bytes, long position)
    {
        _unflushed.Add((bytes, position));
        Bytes = Written(Bytes, bytes, position);
    }

    // As a write of nothing: whether it came to the disk or not, what is behind it is unflushed, too.
    public void SetLength(long length) => Bytes = Bytes[..(int)length];

    public void Flush()
    {
        _flushed = Bytes;
        _unflushed.Clear();
    }

    /// <summary>What was flushed, and of each write since then all, nothing, or a part; what is missing in between is zero.</summary>
    public byte[] Survive(Random random)
    {
        byte[] bytes = _flushed;
        foreach ((byte[] written, long position) in _unflushed)
        {
            int count = random.Next(3) switch { 0 => 0, 1 => written.Length, _ => random.Next(written.Length + 1) };
            bytes = count == 0 ? bytes : Written(bytes, written[..count], position);
        }

        return bytes;
    }

    private static byte[] Written(byte[] bytes, byte[] written, long position)
    {
        byte[] result = new byte[Math.Max(bytes.Length, position + written.Length)];
        bytes.CopyTo(result, 0);
        written.CopyTo(result, position);
        return result;
    }
}
