using System.Text.Json.Serialization;
using MessagePack;

namespace Messaging.Benchmarks.Messages;

/// <summary>The message of peers that have no message type of their own: 180 bytes as JSON.</summary>
[MessagePackObject]
public sealed class ChatLine
{
    /// <summary>What is said: see <see cref="NumberedTexts"/>.</summary>
    [Key(0)]
    [JsonPropertyName("text")]
    public string Text { get; set; } = "";

    /// <summary>Who says it: see <see cref="SenderNames"/>.</summary>
    [Key(1)]
    [JsonPropertyName("name")]
    public string Name { get; set; } = "";

    /// <summary>When, in milliseconds since 1970.</summary>
    [Key(2)]
    [JsonPropertyName("timestamp")]
    public long Timestamp { get; set; }

    /// <summary>A message of now.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="name">Its sender's name.</param>
    public static ChatLine Create(long number, string name) =>
        new() { Text = NumberedTexts.Of(number), Name = name, Timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() };

    /// <summary>The number in its text.</summary>
    [IgnoreMember]
    [JsonIgnore]
    public int Number => NumberedTexts.NumberIn(Text);

    /// <summary>The sender in its name.</summary>
    [IgnoreMember]
    [JsonIgnore]
    public int Sender => SenderNames.SenderIn(Name);
}
