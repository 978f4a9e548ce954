using System.Text.Json;

namespace Messaging.TestKit.Node;

/// <summary>What the official JavaScript SDK rejected a call with.</summary>
/// <param name="id">The number of its reason: of an error, a topic add failure or a close. Null when it gave none.</param>
/// <param name="name">The name that the SDK has for that number among its error reasons; null for none.</param>
/// <param name="reason">Its words.</param>
/// <param name="reports">What is wrong with a script or a filter, if that was it.</param>
/// <param name="output">What Node printed beside it, for the reader of a failed test.</param>
public sealed class JsException(int? id, string? name, string reason, IReadOnlyList<JsErrorReport> reports, string output)
    : Exception(output.Length == 0 ? $"{id}: {reason}" : $"{id}: {reason}\nNode printed:\n{output}")
{
    /// <summary>The number of its reason, or null when it gave none.</summary>
    public int? Id { get; } = id;

    /// <summary>The name that the SDK has for that number among its error reasons, or null.</summary>
    public string? Name { get; } = name;

    /// <summary>Its words.</summary>
    public string Reason { get; } = reason;

    /// <summary>What is wrong with a script or a filter, if that was it; else empty.</summary>
    public IReadOnlyList<JsErrorReport> Reports { get; } = reports;

    /// <summary>Reads what the driver wrote of an error.</summary>
    internal static JsException Of(JsonElement error, string output)
    {
        JsonElement id = error.GetProperty("id");
        return new(
            id.ValueKind == JsonValueKind.Null ? null : id.GetInt32(),
            error.GetProperty("name").GetString(),
            error.GetProperty("reason").GetString()!,
            [.. error.GetProperty("reports").EnumerateArray().Select(JsErrorReport.Of)],
            output);
    }
}
