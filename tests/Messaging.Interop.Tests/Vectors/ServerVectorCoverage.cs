using Messaging.TestKit.Vectors;

namespace Messaging.Interop.Tests.Vectors;

/// <summary>Which golden vectors the local server is held to, and why not to the others.</summary>
internal static class ServerVectorCoverage
{
    private const string NeverDue = "no state of the local server makes this answer due";
    private const string OwnTime = "comes when nobody answers in time (see PathRequestTests of the local server)";
    private const string OwnReports = "reports are in the server's own words (see StoreServiceTests of the local server)";

    // Vectors that stand as literals in ServerVectorTests.
    private static readonly string[] OnTheirOwn =
    [
        "notify_unsubscription_reason_0", "notify_unsubscription_reason_2",
        "system_ping_from_server", "system_ping_client_answer",
        "notify_subscription_client_ack", "server_user_ping_client_answer", "client_error_frame", "client reply to unknown service 0x11",
        .. SeriesReplays.OnTheirOwn,
        .. SecurityVectorTests.OnTheirOwn,
        "client_close", "server_close_ack", "client closes session", "abort (server closes session)", "server_initiated_close",
    ];

    private static readonly string[] OfferedServices =
    [
        "0003", "0004", "0038", "0053", "0054", "0063", "0064", "00a601", "0070", "0075", "0076", "007a", "00c701", "00ca01",
        "0039", "003a", "003b", "003c", "008f01", "009001", "00cb01", "00cc01",
        "000a", "000b", "000e", "000f", "0041", "0042", "0043", "0051", "0069", "006a", "007b", "007c",
        "0055", "0056", "0061", "0062", "0066", "0072", "0073", "0074", "0077", "0079", "00c401", "00c501",
        "00a201", "00a301", "00bd01", "00be01", "00c601", "00c801", "00c901",
    ];

    // By the start of the name; the first that fits counts.
    private static readonly (string Start, string Reason)[] Reasons =
    [
        ("ts_edit_json_response", "the edit of event 300 is never event 5 (see SeriesVectorTests)"),
        ("ts_range_result", "no series has just these events under these numbers (see SeriesVectorTests)"),
        ("ts_delta", "when to send a delta is free, and the local server sends none for values this small (see SubscriptionTests)"),
        ("scenario_chat_04", "that server takes another specification for the same; ours refuses it"),
        ("notify_unsubscription_reason", "this reason comes with back pressure or branch mappings, or is none"),
        ("reconnect_response", "sessions are not kept for reconnection"),
        ("connect_response", NeverDue),
        ("add_topic_error", NeverDue),
        ("service-error-102", OwnTime),
        ("service_error_102", OwnTime),
        ("service-error-103-emptymsg", "the local server's errors have texts"),
        ("service_error_9003", "as sendRequest path rejected"),
        ("service_error", NeverDue),
        ("service-error", NeverDue),
        ("remove_topics_path", "one path never removes 300 topics"),
        ("set_constraint_noTopic", "a set without a topic is refused, so this never holds"),
        ("set_constraint_value_eq", "a JSON topic does not compare with a text or a number, so this never holds (see ConstraintTests)"),
        ("set_constraint_value_gt", "a JSON topic does not compare with a text or a number, so this never holds (see ConstraintTests)"),
        ("set_constraint_locked", "the local server has no update constraint for session locks"),
        ("set_constraint_and", "the local server has no update constraint for session locks"),
        ("auth.", "a script and no frame (see ScriptTextTests, and ScriptVectorTests of the local server)"),
        ("sec.", "a script and no frame (see ScriptTextTests, and ScriptVectorTests of the local server)"),
        ("updateAuthenticationStore 2 errors", OwnReports),
        ("updateSecurityStore error", OwnReports),
        ("setSessionPropertiesByFilter bad filter", OwnReports),
        ("clients.close(filter) bad filter", OwnReports),
        ("clients.subscribe(filter) bad", OwnReports),
        ("sendRequestToFilter bad filter", OwnReports),
        ("getSecurityConfiguration", "the local server always has the vendor's roles"),
        ("getGlobalPermissions all", "no role has the permission that has no name"),
        ("getPathPermissions all", "no role has the permission that has no name"),
        ("reauthenticate bytes", "the local server's store has no such credentials (see AuthenticatorTests of the local server)"),
        ("session.getSessionProperties", "the local server tells more properties"),
        ("setAuthenticator", "the local server has no handler of this name (see AuthenticatorTests)"),
        ("authenticator", "the local server tells all fixed properties (see AuthenticatorTests)"),
        ("session-event props-updated", "a principal never goes"),
        ("session-event close CLOSED_BY_CLIENT", "close events have no properties, as the typings say"),
        ("session-event batch", "the local server sends one event at a time"),
        ("session-event update for unknown session", NeverDue),
        ("session-event", "sessions are not kept for reconnection, and there is no cluster"),
        ("properties listener", "the local server sends one event at a time"),
        ("0x58 no props", "the handler of the vector has properties"),
        ("0x56", "what a session is sent has no sender"),
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
        Reasons.FirstOrDefault(reason => vector.Name.StartsWith(reason.Start, StringComparison.Ordinal)).Reason;

    private static IEnumerable<string> Covering() =>
    [
        .. HandshakeReplay.All.Select(replay => replay.Answer),
        .. HandshakeReplay.All.Select(replay => replay.Sent).OfType<string>(),
        .. RequestReplays.Exact.Concat(RequestReplays.Refusals).SelectMany(replay => replay.Sent.Prepend(replay.Name)),
        .. ValueReplay.All.SelectMany(replay => replay.Frames.Concat(replay.Values).Prepend(replay.Notification)),
        .. SecurityReplays.All.SelectMany(replay => new[] { replay.RequestName, replay.AnswerName }),
        .. OnTheirOwn,
    ];
}
