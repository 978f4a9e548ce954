using System.Text.Json;

namespace Messaging.TestKit.Node;

/// <summary>An event of a time series as the JavaScript SDK shows it.</summary>
/// <param name="Metadata">Its own metadata.</param>
/// <param name="Original">The metadata of the event that it edits, or its own.</param>
/// <param name="IsEdit">Whether it is an edit.</param>
/// <param name="Value">Its value, in the form of <see cref="JsEvent.Value"/>.</param>
public sealed record JsSeriesEvent(JsMetadata Metadata, JsMetadata Original, bool IsEdit, JsonElement Value)
{
    /// <summary>Reads an event of a query's result, or a value of a time series stream.</summary>
    public static JsSeriesEvent Of(JsonElement json) => new(
        JsMetadata.Of(json),
        JsMetadata.Of(json.GetProperty("originalEvent")),
        json.GetProperty("isEditEvent").GetBoolean(),
        json.GetProperty("value"));
}
