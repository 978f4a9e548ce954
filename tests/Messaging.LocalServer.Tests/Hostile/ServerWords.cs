using System.Buffers.Binary;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Hostile;

/// <summary>Reads what a server said on one connection, strictly: whatever a client does, this stays in order.</summary>
internal static class ServerWords
{
    public static IReadOnlyList<RawFrame> Read(ReadOnlySpan<byte> bytes)
    {
        List<RawFrame> frames = [];
        while (!bytes.IsEmpty)
        {
            (bytes[0] & 0xf0).Should().Be(0x80, "the server does not fragment, and has no extensions");
            (bytes[1] & 0x80).Should().Be(0, "frames of a server are not masked");
            (int length, int header) = (bytes[1] & 0x7f) switch
            {
                126 => (BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]), 4),
                127 => ((int)BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]), 10),
                int small => (small, 2),
            };
            frames.Add(new RawFrame(bytes[0] & 0x0f, bytes.Slice(header, length).ToArray()));
            bytes = bytes[(header + length)..];
        }

        return frames;
    }

    /// <summary>The code of a close frame.</summary>
    public static int CloseCode(this RawFrame frame) => frame.Payload.Length < 2 ? 1005 : BinaryPrimitives.ReadUInt16BigEndian(frame.Payload);
}
