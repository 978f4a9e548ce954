using System.Buffers.Binary;

namespace Messaging.TestKit;

/// <summary>
/// Finds the binary messages in the bytes that a client sends: behind the HTTP request, masked, each in one frame (RFC 6455,
/// section 5.2). Not thread-safe.
/// </summary>
internal sealed class WebSocketMessages(Action<byte[]> onMessage)
{
    private const int BinaryFrame = 0x82;
    private const int MaskLength = 4;

    private readonly List<byte> _unread = [];
    private bool _isUpgraded;

    /// <summary>Takes the next bytes, cut anywhere.</summary>
    public void Read(ReadOnlyMemory<byte> bytes)
    {
        _unread.AddRange(bytes.Span);
        _isUpgraded = _isUpgraded || TrySkipRequest();
        while (_isUpgraded && TryReadFrame())
        {
        }
    }

    private bool TrySkipRequest()
    {
        int end = _unread.ToArray().AsSpan().IndexOf("\r\n\r\n"u8);
        _unread.RemoveRange(0, end < 0 ? 0 : end + 4);
        return end >= 0;
    }

    private bool TryReadFrame()
    {
        ReadOnlySpan<byte> unread = _unread.ToArray();
        if (unread.Length < 2)
        {
            return false;
        }

        int extended = (unread[1] & 0x7f) switch { 126 => 2, 127 => 8, _ => 0 };
        int start = 2 + extended + MaskLength;
        if (unread.Length < start)
        {
            return false;
        }

        int length = extended switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(unread[2..]),
            8 => (int)BinaryPrimitives.ReadUInt64BigEndian(unread[2..]),
            _ => unread[1] & 0x7f,
        };
        if (unread.Length < start + length)
        {
            return false;
        }

        if (unread[0] == BinaryFrame)
        {
            onMessage(Unmask(unread.Slice(start, length), unread.Slice(start - MaskLength, MaskLength)));
        }

        _unread.RemoveRange(0, start + length);
        return true;
    }

    private static byte[] Unmask(ReadOnlySpan<byte> masked, ReadOnlySpan<byte> mask)
    {
        byte[] message = masked.ToArray();
        for (int i = 0; i < message.Length; i++)
        {
            message[i] ^= mask[i % MaskLength];
        }

        return message;
    }
}
