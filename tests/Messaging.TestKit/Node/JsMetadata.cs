using System.Text.Json;

namespace Messaging.TestKit.Node;

/// <summary>What the JavaScript SDK says of an event of a time series.</summary>
/// <param name="Sequence">The sequence number.</param>
/// <param name="Timestamp">The server's time in milliseconds since 1970.</param>
/// <param name="Author">The principal, empty if anonymous.</param>
public sealed record JsMetadata(long Sequence, long Timestamp, string Author)
{
    internal static JsMetadata Of(JsonElement json) => new(
        json.GetProperty("sequence").GetInt64(), json.GetProperty("timestamp").GetInt64(), json.GetProperty("author").GetString()!);
}
