using System.Text.Json;

namespace Messaging.Benchmarks.Messages;

/// <summary>Messages of peers that move bytes.</summary>
internal static class ChatLineBytes
{
    /// <summary>The bytes of a message.</summary>
    public static byte[] Write(long number, string name) => JsonSerializer.SerializeToUtf8Bytes(ChatLine.Create(number, name), ChatLineJson.Default.ChatLine);

    /// <summary>The message of some bytes.</summary>
    public static ChatLine Read(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, ChatLineJson.Default.ChatLine) ?? throw new InvalidDataException("A message is null.");
}
