using System.Text.Json.Serialization;

namespace Messaging.Benchmarks.Messages;

/// <summary>The message of peers that have no message type of their own: 180 bytes as JSON.</summary>
public sealed record ChatLine
{
    /// <summary>What is said: see <see cref="NumberedTexts"/>.</summary>
    [JsonPropertyName("text")]
    public required string Text { get; init; }

    /// <summary>Who says it: see <see cref="SenderNames"/>.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>When, in milliseconds since 1970.</summary>
    [JsonPropertyName("timestamp")]
    public required long Timestamp { get; init; }
}
