using Messaging.TestKit.Vectors;

namespace Messaging.Interop.Tests.Vectors;

/// <summary>The requests and answers of the vectors, each with the state in which that answer is due.</summary>
internal static class RequestReplays
{
    // Frames of the tests' own, byte by byte: service, conversation 1, fields. P is a JSON topic without a value.
    private const string AddP = "0070 01 0150 0f00";
    private const string AddChatRoomJson = "0070 01 09436861742f526f6f6d 0f00";

    /// <summary>Answers that have to come byte for byte, conversation ids included.</summary>
    public static IReadOnlyList<Replay> Exact { get; } =
    [
        Replay.Pair("user_ping"),
        .. Pairs("add_topic_json", "add_topic_string", "add_topic_int64", "add_topic_double", "add_topic_binary"),
        Replay.Pair("add_topic_already_exists", AddChatRoomJson),
        .. GoldenVectors.Topics
            .Where(vector => vector.Name.StartsWith("add_topic_property_", StringComparison.Ordinal) && vector.Direction == VectorDirection.Client)
            .Select(vector => Replay.Pair(vector.Name[..^"_request".Length])),
        Replay.Pair("remove_topics", AddChat("1"), AddChat("2"), AddChat("3")),
        .. Pairs(
            "select_path", "select_pattern", "select_set", "select_with_scope",
            "unsubscribe", "unsubscribe_with_scope", "unsubscribe_all_scopes"),
        .. Updates,
        .. Fetches,
        .. SeriesReplays.Exact,
    ];

    /// <summary>Refusals: the code and the conversation have to be those of the vector; the text is for people.</summary>
    public static IReadOnlyList<Replay> Refusals { get; } =
    [
        new("add_topic_error_9004", "0070 25 09436861742f526f6f6d 1100", AddChatRoomJson),
        new("add_topic_error_9005", "0070 26 04612f2f62 0f00"),
        new("add_topic_error_9006", "0070 27 0150 1000"),
        new("set_error_unsatisfied_constraint", "0076 70 0150 0f 0101 05", AddP),
        new("ts_range_error", "0054 58 0154 0000000003 00000003 ffffffffffffff0f"),
        new("service_error_104_unsupported", "008d01 9d01"),
        new("service_error_106_invalid_data", "0070 9f01"),
        new("service_error_108_incompatible_datatype", "0076 a101 0150 11 026161 00", AddP),
        new("service-error-104", "008d01 6b"),
        new("service-error-106", "0070 6d"),
        new("service-error-108", "0076 6f 0150 11 026161 00", AddP),
    ];

    private static IEnumerable<Replay> Updates =>
    [
        Replay.Pair("set_json", Vector("add_topic_json_request")),
        Replay.Pair("set_string", Vector("add_topic_string_request")),
        Replay.Pair("set_string_null", Vector("add_topic_string_request")),
        Replay.Pair("set_int64", Vector("add_topic_int64_request")),
        Replay.Pair("set_double", Vector("add_topic_double_request")),
        Replay.Pair("set_binary", Vector("add_topic_binary_request")),
        Replay.Pair("add_and_set_created"),
        Replay.Pair("add_and_set_exists", AddChatRoomJson),
        Replay.Pair("set_constraint_noValue", AddP),
        Replay.Pair("set_constraint_value_is_string", AddP, SetP("6161")),
        Replay.Pair("set_constraint_json_with", AddP, SetP("bf6269646178ff")),
        Replay.Pair("set_constraint_json_with_without", AddP, SetP("bf6269646178ff")),
        Replay.Pair("set_constraint_json_eq_null", AddP, SetP("bf626964f6ff")),
        Replay.Pair("set_constraint_json_eq_true", AddP, SetP("bf626964f5ff")),
        Replay.Pair("set_constraint_or", AddP),
    ];

    private static IEnumerable<Replay> Fetches =>
    [
        .. Pairs(
            "fetch_plain", "fetch_withValues_dt_json", "fetch_withValues_dt_string", "fetch_withValues_dt_any", "fetch_withProperties",
            "fetch_withSizes", "fetch_first_5", "fetch_last_5", "fetch_from_a_b", "fetch_after_a_b", "fetch_to_a_b", "fetch_before_a_b",
            "fetch_topicTypes_TT_JSON_TT_STRING_TT_TIME_SERIES", "fetch_maximumResultSize_1000", "fetch_limitDeepBranches_3_2",
            "fetch_withUnpublishedDelayedTopics"),

        // These vectors answer the selector >a with topics below it. Sent with ?a/ instead, the rest as it is.
        Below("fetch_result_json_values", Add("612f31"), Set("612f31", "bf616101ff"), Add("612f32"), Add("612f33")),
        Below("fetch_result_properties", AddValidating("612f31"), Add("612f32")),
        Below(
            "fetch_result_sizes",
            [
                Add("612f31"), SetTo300Bytes("612f31"), Add("612f32"),
                SeriesReplays.Add("612f7473", "json"), .. SeriesReplays.Append("612f7473", "json", "6568656c6c6f", 7),
            ]),
    ];

    private static IEnumerable<Replay> Pairs(params string[] names) => names.Select(name => Replay.Pair(name));

    private static string Vector(string name) => GoldenVectors.Get(name).Hex;

    private static Replay Below(string name, params IEnumerable<string> setup)
    {
        Replay pair = Replay.Pair(name, [.. setup]);
        return pair with { Request = pair.Request.Replace("023e61", "033f612f", StringComparison.Ordinal) };
    }

    private static string AddChat(string digit) => $"0070 01 06436861742f3{digit} 0f00";

    private static string SetP(string value) => Set("50", value);

    private static string Add(string path) => $"0070 01 {Sized(path)} 0f00";

    private static string AddValidating(string path) => $"0070 01 {Sized(path)} 0f01 0f56414c49444154455f56414c554553 0474727565";

    private static string Set(string path, string value) => $"0076 01 {Sized(path)} 0f {Sized(value)} 00";

    private static string SetTo300Bytes(string path) => $"0076 01 {Sized(path)} 0f ac02 790129 {string.Concat(Enumerable.Repeat("61", 297))} 00";

    private static string Sized(string hex) => $"{hex.Length / 2:x2}{hex}";
}
