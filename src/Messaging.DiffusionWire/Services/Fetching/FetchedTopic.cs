using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Services.Fetching;

/// <summary>One topic of a fetch result (rule TOPIC-37).</summary>
/// <param name="Path">The topic path.</param>
/// <param name="Type">The topic's type.</param>
/// <param name="Value">Its value's bytes; null if it has none or values were not asked for.</param>
/// <param name="Properties">The properties of its specification; empty if they were not asked for.</param>
/// <param name="Size">The sizes of its values; zeros if they were not asked for.</param>
public sealed record FetchedTopic(
    string Path,
    TopicTypeCode Type,
    ReadOnlyMemory<byte>? Value,
    IReadOnlyList<KeyValuePair<string, string>> Properties,
    FetchedSize Size);
