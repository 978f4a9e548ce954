using System.Buffers.Binary;

namespace Messaging.Benchmarks.Peers.Raw;

/// <summary>
/// What the floors put into WebSocket messages: a byte that says what it is, numbers, and opaque payloads of 180 bytes. Nothing is decoded
/// but the sender and the number, which the checks need.
/// </summary>
internal static class RawProtocol
{
    /// <summary>The payload of each message: as much as the others' message as JSON.</summary>
    public const int PayloadLength = 180;

    /// <summary>How many messages a room remembers.</summary>
    public const int RetainedMessages = 1000;

    /// <summary>Client: room, payload. Server: payload.</summary>
    public const byte Message = 1;

    /// <summary>Client: room, correlation, payload. Server: correlation.</summary>
    public const byte Append = 2;

    /// <summary>Client: name. Server: room.</summary>
    public const byte Join = 3;

    /// <summary>Like <see cref="Join"/>, for who only publishes.</summary>
    public const byte Find = 4;

    /// <summary>Client: room. No answer.</summary>
    public const byte Leave = 5;

    /// <summary>Client: room. Server: the latest payloads, one after the other.</summary>
    public const byte History = 6;

    /// <summary>Writes a byte and numbers; returns how many bytes that are.</summary>
    public static int Write(Span<byte> buffer, byte kind, params ReadOnlySpan<int> numbers)
    {
        buffer[0] = kind;
        int length = 1;
        foreach (int number in numbers)
        {
            BinaryPrimitives.WriteInt32LittleEndian(buffer[length..], number);
            length += sizeof(int);
        }

        return length;
    }

    /// <summary>The number at a place: 0 for the first after the byte.</summary>
    public static int Read(ReadOnlySpan<byte> message, int index) => BinaryPrimitives.ReadInt32LittleEndian(message[(1 + (index * sizeof(int)))..]);

    /// <summary>Writes a payload, which begins with the sender and the number.</summary>
    public static int WritePayload(Span<byte> buffer, int sender, int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer, sender);
        BinaryPrimitives.WriteInt32LittleEndian(buffer[sizeof(int)..], number);
        buffer[(2 * sizeof(int))..PayloadLength].Fill((byte)'x');
        return PayloadLength;
    }

    /// <summary>Hands a payload over.</summary>
    public static void HandOver(ReadOnlySpan<byte> payload, IReceiver receiver) =>
        receiver.OnMessage(BinaryPrimitives.ReadInt32LittleEndian(payload), BinaryPrimitives.ReadInt32LittleEndian(payload[sizeof(int)..]));
}
