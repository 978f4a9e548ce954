using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;

namespace Messaging.Interop.Tests.Rooms;

/// <summary>
/// A range query as text, to be asked through every SDK: <c>from(@20) next(3) limit(2)</c>. The names are those of the
/// JavaScript API, and <c>@20</c> is the time 20 milliseconds after that of the first event of <see cref="SharedSeries"/>.
/// </summary>
internal static partial class RangeForm
{
    /// <summary>The steps for the driver: the calls on the range query, each <c>[method, arguments...]</c>.</summary>
    public static JsonArray[] Steps(string form) =>
        [.. Calls(form).Select(call => new JsonArray([call.Method, .. call.Argument is { } argument ? [Plain(argument)] : Array.Empty<JsonNode>()]))];

    /// <summary>The same calls on a query of the vendor's .NET API.</summary>
    public static IRangeQuery<TValue> Apply<TValue>(IRangeQuery<TValue> query, string form) =>
        Calls(form).Aggregate(query, (built, call) => Apply(built, call.Method, call.Argument));

    private static IRangeQuery<TValue> Apply<TValue>(IRangeQuery<TValue> query, string method, Argument? argument) => (method, argument) switch
    {
        ("forValues", null) => query.ForValues(),
        ("forEdits", null) => query.ForEdits(),
        ("editRange", null) => query.EditRange(),
        ("allEdits", null) => query.AllEdits(),
        ("latestEdits", null) => query.LatestEdits(),
        ("fromStart", null) => query.FromStart(),
        ("toStart", null) => query.ToStart(),
        ("from", { IsTime: true } time) => query.From(time.Instant),
        ("to", { IsTime: true } time) => query.To(time.Instant),
        ("from", { } sequence) => query.From(sequence.Number),
        ("to", { } sequence) => query.To(sequence.Number),
        ("fromLast", { } count) => query.FromLast(count.Number),
        ("fromLastMillis", { } span) => query.FromLast(span.Span),
        ("next", { } count) => query.Next(count.Number),
        ("nextMillis", { } span) => query.Next(span.Span),
        ("previous", { } count) => query.Previous(count.Number),
        ("previousMillis", { } span) => query.Previous(span.Span),
        ("untilLast", { } count) => query.UntilLast(count.Number),
        ("untilLastMillis", { } span) => query.UntilLast(span.Span),
        ("limit", { } count) => query.Limit(count.Number),
        _ => throw new ArgumentException($"No such call: {method}({argument}).", nameof(method)),
    };

    private static JsonNode Plain(Argument argument) =>
        argument.IsTime ? new JsonObject { ["date"] = argument.Instant.ToUnixTimeMilliseconds() } : argument.Number;

    private static IEnumerable<(string Method, Argument? Argument)> Calls(string form) => Call().Matches(form).Select(call =>
    {
        string text = call.Groups["argument"].Value;
        return (call.Groups["method"].Value,
            text.Length == 0 ? null : new Argument(long.Parse(text.TrimStart('@'), CultureInfo.InvariantCulture), text[0] == '@'));
    });

    [GeneratedRegex(@"(?<method>\w+)(\((?<argument>@?\d+)\))?")]
    private static partial Regex Call();

    private sealed record Argument(long Number, bool IsTime)
    {
        public DateTimeOffset Instant => DateTimeOffset.FromUnixTimeMilliseconds(SharedSeries.Start + Number);

        public TimeSpan Span => TimeSpan.FromMilliseconds(Number);
    }
}
