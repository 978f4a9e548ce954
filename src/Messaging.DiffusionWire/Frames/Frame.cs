using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;

namespace Messaging.DiffusionWire.Frames;

/// <summary>One WebSocket message, taken apart as far as every frame has it: type, ids, body (rules WIRE-20 to WIRE-26).</summary>
/// <param name="Type">What it is.</param>
/// <param name="Service">The service of a <see cref="FrameType.Request"/>, otherwise 0. May be a number without a name.</param>
/// <param name="ConversationId">The conversation of a request, response or error, otherwise 0.</param>
/// <param name="TopicId">The topic of a value or delta, otherwise 0.</param>
/// <param name="IsCompressed">Whether <paramref name="Body"/> is a zlib stream: <see cref="FrameCompression"/> undoes it.</param>
/// <param name="Body">The rest: a slice of the message, not a copy.</param>
public readonly record struct Frame(
    FrameType Type,
    ServiceId Service,
    int ConversationId,
    int TopicId,
    bool IsCompressed,
    ReadOnlyMemory<byte> Body)
{
    private const byte TypeMask = 0x3f;
    private const byte EncodingMask = 0xc0;
    private const byte CompressedEncoding = 0x80;

    /// <summary>Takes a message apart.</summary>
    /// <param name="message">One complete WebSocket message.</param>
    /// <returns>The frame.</returns>
    /// <exception cref="WireFormatException">The message is empty, truncated, or of a type that the protocol does not have.</exception>
    public static Frame Read(ReadOnlyMemory<byte> message)
    {
        WireReader reader = new(message);
        byte first = reader.ReadByte();
        FrameType type = (FrameType)(first & TypeMask);
        switch (type)
        {
            case FrameType.Request:
                ServiceId service = (ServiceId)reader.ReadVarInt32();
                return new Frame(type, service, reader.ReadVarInt32(), 0, false, reader.ReadToEnd());
            case FrameType.Response:
            case FrameType.Error:
                return new Frame(type, 0, reader.ReadVarInt32(), 0, false, reader.ReadToEnd());
            case FrameType.Value:
            case FrameType.Delta:
                // Only these two types know an encoding; on all others its bits mean nothing (WIRE-22).
                bool compressed = (first & EncodingMask) == CompressedEncoding;
                return new Frame(type, 0, 0, reader.ReadInt32BigEndian(), compressed, reader.ReadToEnd());
            case FrameType.Closed:
            case FrameType.CloseRequest:
                return new Frame(type, 0, 0, 0, false, reader.ReadToEnd());
            default:
                throw new WireFormatException($"Unknown frame type 0x{first:x2}.");
        }
    }

    /// <summary>Reads <see cref="Body"/> as the message it carries.</summary>
    /// <typeparam name="T">The message type of the service.</typeparam>
    /// <returns>The message.</returns>
    /// <exception cref="WireFormatException">The body breaks a rule of the protocol.</exception>
    public T ReadBody<T>()
        where T : IWireMessage<T>
    {
        WireReader reader = new(Body);
        return T.ReadFrom(ref reader);
    }

    /// <summary>Writes <c>00 service conversation body</c>.</summary>
    /// <typeparam name="T">The message type of the service.</typeparam>
    /// <param name="writer">Where to.</param>
    /// <param name="service">Which service.</param>
    /// <param name="conversationId">The sender's own number for this request.</param>
    /// <param name="body">The request.</param>
    public static void WriteRequest<T>(WireWriter writer, ServiceId service, int conversationId, in T body)
        where T : IWireMessage<T>
    {
        writer.WriteByte((byte)FrameType.Request);
        writer.WriteVarInt32((int)service);
        writer.WriteVarInt32(conversationId);
        body.WriteTo(writer);
    }

    /// <summary>Writes <c>06 conversation body</c>.</summary>
    /// <typeparam name="T">The message type of the answer.</typeparam>
    /// <param name="writer">Where to.</param>
    /// <param name="conversationId">The conversation id of the request.</param>
    /// <param name="body">The answer.</param>
    public static void WriteResponse<T>(WireWriter writer, int conversationId, in T body)
        where T : IWireMessage<T>
    {
        writer.WriteByte((byte)FrameType.Response);
        writer.WriteVarInt32(conversationId);
        body.WriteTo(writer);
    }

    /// <summary>Writes <c>07 conversation message code</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="conversationId">The conversation id of the request.</param>
    /// <param name="error">Why it was refused.</param>
    public static void WriteError(WireWriter writer, int conversationId, in ServiceError error)
    {
        writer.WriteByte((byte)FrameType.Error);
        writer.WriteVarInt32(conversationId);
        error.WriteTo(writer);
    }

    /// <summary>Writes <c>04 topic value</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="topicId">The id that the subscription notification gave the topic.</param>
    /// <param name="value">The data type's own bytes.</param>
    public static void WriteValue(WireWriter writer, int topicId, ReadOnlySpan<byte> value) =>
        WriteTopicData(writer, (byte)FrameType.Value, topicId, value);

    /// <summary>Writes <c>05 topic delta</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="topicId">The id that the subscription notification gave the topic.</param>
    /// <param name="delta">A binary delta against the value that the subscriber has.</param>
    public static void WriteDelta(WireWriter writer, int topicId, ReadOnlySpan<byte> delta) =>
        WriteTopicData(writer, (byte)FrameType.Delta, topicId, delta);

    /// <summary>Writes <c>84 topic zlib(value)</c> or <c>85 topic zlib(delta)</c> (WIRE-22).</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="type"><see cref="FrameType.Value"/> or <see cref="FrameType.Delta"/>.</param>
    /// <param name="topicId">The id that the subscription notification gave the topic.</param>
    /// <param name="compressed">The output of <see cref="FrameCompression.Compress"/>.</param>
    public static void WriteCompressed(WireWriter writer, FrameType type, int topicId, ReadOnlySpan<byte> compressed)
    {
        if (type is not (FrameType.Value or FrameType.Delta))
        {
            throw new ArgumentOutOfRangeException(nameof(type), type, "Only values and deltas can be compressed.");
        }

        WriteTopicData(writer, (byte)((byte)type | CompressedEncoding), topicId, compressed);
    }

    /// <summary>Writes <c>1d</c>: the client ends the session.</summary>
    /// <param name="writer">Where to.</param>
    public static void WriteCloseRequest(WireWriter writer) => writer.WriteByte((byte)FrameType.CloseRequest);

    /// <summary>Writes <c>1c</c>: the server ends the session or confirms its end.</summary>
    /// <param name="writer">Where to.</param>
    public static void WriteClosed(WireWriter writer) => writer.WriteByte((byte)FrameType.Closed);

    private static void WriteTopicData(WireWriter writer, byte firstByte, int topicId, ReadOnlySpan<byte> data)
    {
        writer.WriteByte(firstByte);
        writer.WriteInt32BigEndian(topicId);
        writer.WriteRaw(data);
    }
}
