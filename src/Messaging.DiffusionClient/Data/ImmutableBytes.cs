using PushTechnology.ClientInterface.Data;

namespace Messaging.DiffusionClient.Data;

/// <summary>Bytes that nobody changes: whoever creates one gives the memory away.</summary>
internal class ImmutableBytes(ReadOnlyMemory<byte> memory) : IBytes
{
    public ReadOnlyMemory<byte> Memory { get; } = memory;

    public int Length => Memory.Length;

    /// <summary>The bytes without a copy where they are known not to change.</summary>
    public static ReadOnlyMemory<byte> Of(IBytes bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return bytes is ImmutableBytes own ? own.Memory : bytes.ToByteArray();
    }

    public Stream AsInputStream() => new MemoryStream(Memory.ToArray(), writable: false);

    public byte[] ToByteArray() => Memory.ToArray();

    public void CopyTo(Stream outputStream)
    {
        ArgumentNullException.ThrowIfNull(outputStream);
        outputStream.Write(Memory.Span);
    }

    public override bool Equals(object? obj) =>
        obj is ImmutableBytes other && other.GetType() == GetType() && other.Memory.Span.SequenceEqual(Memory.Span);

    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Memory.Span);
        return hash.ToHashCode();
    }

    public override string ToString() => $"{Length} bytes";
}
