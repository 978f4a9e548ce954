using System.Text.Json;

namespace Messaging.TestKit.Node;

/// <summary>The result of a range query as the JavaScript SDK shows it.</summary>
/// <param name="Json">The result as the driver wrote it.</param>
public sealed record JsQueryResult(JsonElement Json)
{
    /// <summary>How many events the query selected, whether they came or not.</summary>
    public long SelectedCount => Json.GetProperty("selectedCount").GetInt64();

    /// <summary>Whether all of them came.</summary>
    public bool IsComplete => Json.GetProperty("isComplete").GetBoolean();

    /// <summary>VALUE_EVENT_STREAM or EDIT_EVENT_STREAM.</summary>
    public string StreamStructure => Json.GetProperty("streamStructure").GetString()!;

    /// <summary>The events in the order of the answer.</summary>
    public IReadOnlyList<JsSeriesEvent> Events => [.. Json.GetProperty("events").EnumerateArray().Select(JsSeriesEvent.Of)];

    /// <summary>Their sequence numbers.</summary>
    public IReadOnlyList<long> Sequences => [.. Events.Select(one => one.Metadata.Sequence)];
}
