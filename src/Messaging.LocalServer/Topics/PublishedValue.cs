using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Topics;

/// <summary>A value of a topic as the WebSocket frames that carry it: encoded once, whoever gets it and whenever.</summary>
internal sealed class PublishedValue
{
    private readonly byte[] _frame;
    private readonly byte[]? _compressedFrame;

    private PublishedValue(byte[] frame, int valueLength, byte[]? compressedFrame)
    {
        _frame = frame;
        _compressedFrame = compressedFrame;
        Value = frame.AsMemory(frame.Length - valueLength);
    }

    /// <summary>The value's bytes: the tail of the frame.</summary>
    public ReadOnlyMemory<byte> Value { get; }

    public static PublishedValue Create(int topicId, ReadOnlySpan<byte> value, TopicTransfer transfer, WireWriter scratch)
    {
        scratch.Clear();
        Frame.WriteValue(scratch, topicId, value);
        return Create(topicId, value.Length, transfer, scratch);
    }

    public static PublishedValue Create(int topicId, in TimeSeriesEvent value, TopicTransfer transfer, WireWriter scratch)
    {
        scratch.Clear();
        Frame.WriteValue(scratch, topicId, []);
        int header = scratch.Length;
        value.WriteTo(scratch);
        return Create(topicId, scratch.Length - header, transfer, scratch);
    }

    /// <summary>The frame in the encoding that the session can read. Shared by all: nobody writes to it.</summary>
    public byte[] FrameFor(Session session) =>
        _compressedFrame is not null && session.AcceptsCompression ? _compressedFrame : _frame;

    private static PublishedValue Create(int topicId, int valueLength, TopicTransfer transfer, WireWriter scratch)
    {
        byte[] frame = WebSocketFrameHeader.Frame(scratch.WrittenSpan);
        return new PublishedValue(frame, valueLength, Compress(topicId, frame.AsSpan(frame.Length - valueLength), transfer, scratch));
    }

    private static byte[]? Compress(int topicId, ReadOnlySpan<byte> value, TopicTransfer transfer, WireWriter scratch)
    {
        if (!transfer.MayCompress(value.Length))
        {
            return null;
        }

        byte[] compressed = FrameCompression.Compress(value);
        if (!TopicTransfer.IsClearlySmaller(compressed.Length, value.Length))
        {
            return null;
        }

        scratch.Clear();
        Frame.WriteCompressed(scratch, FrameType.Value, topicId, compressed);
        return WebSocketFrameHeader.Frame(scratch.WrittenSpan);
    }
}
