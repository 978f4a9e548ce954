using Messaging.TestKit.Vectors;

namespace Messaging.Interop.Tests.Vectors;

/// <summary>Which golden vectors the local server is held to, and why not to the others.</summary>
internal static class ServerVectorCoverage
{
    private const string NeverDue = "no state of the local server makes this answer due";

    // Vectors that stand as literals in ServerVectorTests.
    private static readonly string[] OnTheirOwn =
    [
        "notify_unsubscription_reason_0", "notify_unsubscription_reason_2",
        "system_ping_from_server", "system_ping_client_answer",
        "notify_subscription_client_ack", "server_user_ping_client_answer", "client_error_frame", "client reply to unknown service 0x11",
        .. SeriesReplays.OnTheirOwn,
        "client_close", "server_close_ack", "client closes session", "abort (server closes session)", "server_initiated_close",
    ];

    private static readonly string[] OfferedServices =
        ["0003", "0004", "0038", "0053", "0054", "0063", "0064", "00a601", "0070", "0075", "0076", "007a", "00c701", "00ca01"];

    // By the start of the name; the first that fits counts.
    private static readonly (string Start, string Reason)[] Reasons =
    [
        ("ts_append_error_access_denied", "permissions"),
        ("ts_edit_json_response", "the edit of event 300 is never event 5 (see SeriesVectorTests)"),
        ("ts_range_result", "no series has just these events under these numbers (see SeriesVectorTests)"),
        ("ts_delta", "when to send a delta is free, and the local server sends none for values this small (see SubscriptionTests)"),
        ("scenario_chat_04", "that server takes another specification for the same; ours refuses it"),
        ("notify_unsubscription_reason", "this reason comes with permissions, back pressure or branch mappings"),
        ("reconnect_response", "sessions are not kept for reconnection"),
        ("connect_response", NeverDue),
        ("add_topic_error", NeverDue),
        ("service_error", NeverDue),
        ("service-error", NeverDue),
        ("select_error_access_denied", "permissions"),
        ("fetch_error", "permissions"),
        ("remove_topics_path", "one path never removes 300 topics"),
        ("set_constraint_noTopic", "a set without a topic is refused, so this never holds"),
        ("set_constraint_value_eq", "a JSON topic does not compare with a text or a number, so this never holds (see ConstraintTests)"),
        ("set_constraint_value_gt", "a JSON topic does not compare with a text or a number, so this never holds (see ConstraintTests)"),
        ("set_constraint_locked", "session locks"),
        ("set_constraint_and", "session locks"),
        ("session_", "session locks"),
        ("json_patch", "JSON patches"),
        ("stream_", "update streams"),
        ("topic_notification", "topic notifications"),
        ("topic_view", "topic views"),
        ("get_session_properties", "the local server tells more properties"),
        ("delta_", "when to send a delta is free, and the local server sends none for values this small (see RapidUpdateTests)"),
        ("value_json_compressed", "the local server does not compress values this small (see RapidUpdateTests)"),
        ("binary_delta", "a delta of the client's own, for update streams"),
        ("server_user_ping_from_server", "the local server never asks this"),
        ("unknown_service_from_server", "the local server never asks this"),
    ];

    private static readonly Lazy<IReadOnlySet<string>> LazyCovered = new(() => Covering().ToHashSet(StringComparer.Ordinal));

    /// <summary>The requests of the vectors that need a service which is not offered: each has to be refused as such.</summary>
    public static IEnumerable<string> UnsupportedRequests => GoldenVectors.Topics.Concat(GoldenVectors.Security)
        .Where(vector => vector.Direction == VectorDirection.Client && vector.Text("group") != "script-text" && !Covered.Contains(vector.Name)
            && vector.Hex.StartsWith("00", StringComparison.Ordinal)
            && !OfferedServices.Any(service => vector.Hex.StartsWith(service, StringComparison.Ordinal)))
        .Select(vector => vector.Name);

    /// <summary>The names of the vectors that a test replays.</summary>
    public static IReadOnlySet<string> Covered => LazyCovered.Value;

    /// <summary>Why no test replays this one.</summary>
    public static string? WhyNot(GoldenVector vector) =>
        Reasons.FirstOrDefault(reason => vector.Name.StartsWith(reason.Start, StringComparison.Ordinal)).Reason
        ?? (GoldenVectors.Security.Contains(vector) ? "security stores, other sessions, messaging, locks" : null);

    private static IEnumerable<string> Covering() =>
    [
        .. HandshakeReplay.All.Select(replay => replay.Answer),
        .. HandshakeReplay.All.Select(replay => replay.Sent).OfType<string>(),
        .. RequestReplays.Exact.Concat(RequestReplays.Refusals).SelectMany(replay => replay.Sent.Prepend(replay.Name)),
        .. ValueReplay.All.SelectMany(replay => replay.Frames.Concat(replay.Values).Prepend(replay.Notification)),
        .. OnTheirOwn,
    ];
}
