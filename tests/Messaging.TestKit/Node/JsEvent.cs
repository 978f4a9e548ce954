using System.Text.Json;

namespace Messaging.TestKit.Node;

/// <summary>One event of the JavaScript SDK: of a value stream or of the session.</summary>
/// <param name="Json">The event as the driver wrote it.</param>
public sealed record JsEvent(JsonElement Json)
{
    /// <summary>subscribe, value, unsubscribe, close, error; disconnect, reconnect for a session.</summary>
    public string Kind => Json.GetProperty("kind").GetString()!;

    /// <summary>The topic path of a stream event.</summary>
    public string Path => Json.GetProperty("path").GetString()!;

    /// <summary>A new value: JSON as such, BINARY as base64, INT64 as text.</summary>
    public JsonElement Value => Json.GetProperty("value");

    /// <summary>The value before it, in the same form.</summary>
    public JsonElement Old => Json.GetProperty("old");

    /// <summary>The topic's type by name.</summary>
    public string Type => Json.GetProperty("specification").GetProperty("type").GetString()!;

    /// <summary>The topic's properties.</summary>
    public JsonElement Properties => Json.GetProperty("specification").GetProperty("properties");

    /// <summary>The number of the reason: for an unsubscription or a session's close.</summary>
    public int? ReasonId =>
        (Json.TryGetProperty("reason", out JsonElement reason) ? reason : Json).TryGetProperty("id", out JsonElement id)
        && id.ValueKind == JsonValueKind.Number
            ? id.GetInt32()
            : null;

    /// <inheritdoc/>
    public override string ToString() => Json.GetRawText();
}
