using System.Buffers.Binary;
using System.Text;

namespace Messaging.DiffusionClient.Tests.Scripting;

/// <summary>Messages of a server about topics, put together by hand from the rules. Ids and lengths stay below 128.</summary>
internal static class TopicFrames
{
    public const byte Json = 0x0f;
    public const byte Text = 0x11;
    public const byte Int64 = 0x12;

    /// <summary>A subscription notification (TOPIC-13).</summary>
    public static byte[] Subscribed(int topicId, string path, byte type) =>
        [0x00, 0x57, 0x01, (byte)topicId, (byte)Encoding.UTF8.GetByteCount(path), .. Encoding.UTF8.GetBytes(path), type, 0x00];

    /// <summary>An unsubscription notification (TOPIC-14).</summary>
    public static byte[] Unsubscribed(int topicId, byte reason) => [0x00, 0x2a, 0x02, (byte)topicId, reason];

    /// <summary>A value frame (WIRE-26).</summary>
    public static byte[] Value(int topicId, params byte[] value) => [0x04, .. Id(topicId), .. value];

    /// <summary>A delta frame.</summary>
    public static byte[] Delta(int topicId, params byte[] delta) => [0x05, .. Id(topicId), .. delta];

    /// <summary>The CBOR of a short text.</summary>
    public static byte[] TextValue(string text) => [(byte)(0x60 + Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Id(int topicId)
    {
        byte[] id = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(id, topicId);
        return id;
    }
}
