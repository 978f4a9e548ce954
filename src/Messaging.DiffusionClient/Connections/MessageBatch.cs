using System.Buffers;
using Messaging.DiffusionClient.Connections.WebSockets;

namespace Messaging.DiffusionClient.Connections;

/// <summary>
/// Messages that go out together, each in its WebSocket frame, one behind the other in one buffer: what is gathered here can leave in one
/// send, without another copy. Not thread-safe.
/// </summary>
/// <remarks>The buffer is one of the pool's, and goes back with <see cref="Clear"/>: a session that has nothing to send holds none.</remarks>
internal sealed class MessageBatch
{
    private const int SmallestBuffer = 512;

    private byte[] _frames = [];
    private int _length;

    /// <summary>How many messages there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes they have, without their frames.</summary>
    public int Length { get; private set; }

    /// <summary>The frames, valid until <see cref="Clear"/>. Not masked before <see cref="Seal"/>.</summary>
    public ReadOnlyMemory<byte> Frames => _frames.AsMemory(0, _length);

    /// <summary>Adds a copy of a message.</summary>
    public void Add(ReadOnlySpan<byte> message) => message.CopyTo(Add(message.Length));

    /// <summary>Adds a message, to be filled at once.</summary>
    /// <returns>Where its bytes go.</returns>
    public Span<byte> Add(int messageLength)
    {
        int headerLength = FrameHeader.MaskedLength(messageLength);
        int end = checked(_length + headerLength + messageLength);
        if (end > _frames.Length)
        {
            Grow(end);
        }

        FrameHeader.WriteMasked(_frames.AsSpan(_length), Opcode.Binary, messageLength);
        Span<byte> message = _frames.AsSpan(_length + headerLength, messageLength);
        _length = end;
        Length += messageLength;
        Count++;
        return message;
    }

    /// <summary>The messages, valid until <see cref="Clear"/>. Not after <see cref="Seal"/>.</summary>
    public Enumerator GetEnumerator() => new(Frames);

    /// <summary>Masks all frames, each with a key of its own. Once, before they go out.</summary>
    public void Seal()
    {
        for (int start = 0; start < _length;)
        {
            start += Masking.Seal(_frames.AsSpan(start, _length - start));
        }
    }

    /// <summary>Forgets all messages, and gives the buffer back. Nobody may read it any more.</summary>
    public void Clear()
    {
        if (_frames.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_frames);
        }

        (_frames, _length, Length, Count) = ([], 0, 0, 0);
    }

    private void Grow(int needed)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max(Math.Max(needed, SmallestBuffer), 2L * _frames.Length)));
        Frames.Span.CopyTo(larger);
        if (_frames.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_frames);
        }

        _frames = larger;
    }

    /// <summary>Goes from frame to frame.</summary>
    public struct Enumerator(ReadOnlyMemory<byte> frames)
    {
        public ReadOnlyMemory<byte> Current { get; private set; }

        public bool MoveNext()
        {
            if (frames.IsEmpty)
            {
                return false;
            }

            int length = FrameHeader.ReadMasked(frames.Span, out int headerLength);
            Current = frames.Slice(headerLength, length);
            frames = frames[(headerLength + length)..];
            return true;
        }
    }
}
