using System.Buffers.Binary;
using System.Text;

namespace Messaging.DiffusionClient.Tests.Scripting;

/// <summary>Messages of a server about topics, put together by hand from the rules. Ids and lengths stay below 128.</summary>
internal static class TopicFrames
{
    public const byte Json = 0x0f;
    public const byte TimeSeries = 0x10;
    public const byte Text = 0x11;
    public const byte Int64 = 0x12;

    /// <summary>A subscription notification (TOPIC-13).</summary>
    public static byte[] Subscribed(int topicId, string path, byte type) =>
        [0x00, 0x57, 0x01, (byte)topicId, (byte)Encoding.UTF8.GetByteCount(path), .. Encoding.UTF8.GetBytes(path), type, 0x00];

    /// <summary>A subscription notification of a time series topic (TOPIC-72).</summary>
    public static byte[] SubscribedSeries(int topicId, string path, string valueType) =>
        [.. Subscribed(topicId, path, TimeSeries)[..^1], 0x01, 0x1c, .. "TIME_SERIES_EVENT_VALUE_TYPE"u8, (byte)valueType.Length, .. Encoding.UTF8.GetBytes(valueType)];

    /// <summary>A value frame with an original event of u at the time 9 (TOPIC-71).</summary>
    public static byte[] Original(int topicId, byte sequence, params byte[] value) =>
        Value(topicId, [0x00, sequence, 0x09, 0x01, (byte)'u', (byte)value.Length, .. value]);

    /// <summary>A value frame with an edit by v at the time 10 of an original event of u at the time 9 (TOPIC-71).</summary>
    public static byte[] Edit(int topicId, byte sequence, byte original, params byte[] value) =>
        Value(topicId, [0x01, original, 0x09, 0x01, (byte)'u', sequence, 0x0a, 0x01, (byte)'v', (byte)value.Length, .. value]);

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
