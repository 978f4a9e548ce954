using System.Text.Json;

namespace Messaging.TestKit.Node;

/// <summary>The result of a fetch as the JavaScript SDK shows it.</summary>
/// <param name="Json">The result as the driver wrote it.</param>
public sealed record JsFetchResult(JsonElement Json)
{
    /// <summary>Whether the server has more than it was asked for.</summary>
    public bool HasMore => Json.GetProperty("hasMore").GetBoolean();

    /// <summary>The topics: path, type, properties, value, size, count, totalSize.</summary>
    public IReadOnlyList<JsonElement> Topics => [.. Json.GetProperty("results").EnumerateArray()];

    /// <summary>The topics' paths in the order of the answer.</summary>
    public IReadOnlyList<string> Paths => [.. Topics.Select(topic => topic.GetProperty("path").GetString()!)];
}
