using System.Text;
using Messaging.TestKit.Vectors;

namespace Messaging.Interop.Tests.Vectors;

/// <summary>The vectors of time series. They want the server's clock at 1,700,000,000,123 and the session of <c>user</c>.</summary>
internal static class SeriesReplays
{
    /// <summary>The path of most of them: Chat/Room.</summary>
    public const string ChatRoom = "436861742f526f6f6d";

    // {"m":"hi"}
    private const string Hi = "bf616d626869ff";
    private const string T = "54";

    /// <summary>Answers that have to come byte for byte.</summary>
    public static IReadOnlyList<Replay> Exact { get; } =
    [
        Replay.Pair("add_topic_time_series"),
        AfterFive("ts_append_json", "json", Hi),
        AfterFive("ts_append_string", "string", "626869"),
        AfterFive("ts_append_int64", "int64", "05"),
        AfterFive("ts_append_double", "double", "fb3ff8000000000000"),
        AfterFive("ts_append_binary", "binary", "78797a"),
        AfterFive("ts_append_json_with_timestamp", "json", Hi),
        .. GoldenVectors.Topics
            .Where(vector => vector.Name.StartsWith("ts_range_", StringComparison.Ordinal) && vector.Direction == VectorDirection.Client
                && !vector.Name.StartsWith("ts_range_result_", StringComparison.Ordinal))
            .Select(vector => Replay.Pair(vector.Name[..^"_request".Length], Add(T, "json"))),
    ];

    /// <summary>Vectors that stand as literals in <see cref="SeriesVectorTests"/>.</summary>
    public static IReadOnlyList<string> OnTheirOwn { get; } =
    [
        "ts_edit_json_request", "ts_range_result_original_and_edit_request", "ts_range_result_incomplete_request",
        "ts_notify_subscription", "ts_value_original_event", "ts_value_edit_event", "ts_value_anonymous_author", "ts_value_before_delta",
        .. GoldenVectors.Topics
            .Where(vector => vector.Name.StartsWith("scenario_chat_", StringComparison.Ordinal) && vector.Name != "scenario_chat_04_sessionB")
            .Select(vector => vector.Name),
    ];

    /// <summary>A request that adds a time series topic with a type and nothing else, or with a retained range too.</summary>
    public static string Add(string path, string type, string? retained = null) =>
        $"0070 01 {Sized(path)} 10 {(retained is null ? "01" : "02")} {Text("TIME_SERIES_EVENT_VALUE_TYPE")} {Text(type)}"
        + (retained is null ? "" : $"{Text("TIME_SERIES_RETAINED_RANGE")} {Text(retained)}");

    /// <summary>Requests that append the same value some times.</summary>
    public static IEnumerable<string> Append(string path, string type, string value, int times) =>
        Enumerable.Repeat($"0063 01 {Sized(path)} {Text(type)} {Sized(value)}", times);

    private static Replay AfterFive(string name, string type, string value) =>
        Replay.Pair(name, [Add(ChatRoom, type), .. Append(ChatRoom, type, value, 5)]);

    private static string Text(string text) => Sized(Convert.ToHexStringLower(Encoding.ASCII.GetBytes(text)));

    private static string Sized(string hex) => $"{hex.Length / 2:x2}{hex}";
}
