using System.Buffers;
using System.Text.Json;
using Messaging.Benchmarks.Messages;
using NATS.Client.Core;

namespace Messaging.Benchmarks.Peers.Nats;

/// <summary>Messages as JSON, by generated code, straight from and to the client's buffers.</summary>
internal sealed class NatsChatLines : INatsSerialize<ChatLine>, INatsDeserialize<ChatLine>
{
    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static NatsChatLines Instance { get; } = new();

    public void Serialize(IBufferWriter<byte> bufferWriter, ChatLine value)
    {
        Utf8JsonWriter writer = _writer ??= new Utf8JsonWriter(Stream.Null);
        writer.Reset(bufferWriter);
        JsonSerializer.Serialize(writer, value, ChatLineJson.Default.ChatLine);
        writer.Flush();
    }

    public ChatLine? Deserialize(in ReadOnlySequence<byte> buffer)
    {
        Utf8JsonReader reader = new(buffer);
        return JsonSerializer.Deserialize(ref reader, ChatLineJson.Default.ChatLine);
    }
}
