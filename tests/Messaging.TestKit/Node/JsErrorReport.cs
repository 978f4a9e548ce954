using System.Text.Json;

namespace Messaging.TestKit.Node;

/// <summary>What the server says is wrong with a script or a filter, as the JavaScript SDK shows it.</summary>
/// <param name="Message">Its words.</param>
/// <param name="Line">Where.</param>
/// <param name="Column">Where in the line.</param>
public sealed record JsErrorReport(string Message, int Line, int Column)
{
    internal static JsErrorReport Of(JsonElement report) =>
        new(report.GetProperty("message").GetString()!, report.GetProperty("line").GetInt32(), report.GetProperty("column").GetInt32());
}
