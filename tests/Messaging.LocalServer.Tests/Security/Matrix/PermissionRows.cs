using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Security.Matrix;

/// <summary>Every service that needs a permission, and those that need none.</summary>
internal static class PermissionRows
{
    private const string Max = "ffffffff07";
    private const string Value = "06 'string' 02 61 'x'";
    private const string Topic = "05 'm/a/b'";
    private const string Series = "05 'm/a/t'";
    private const string Place = "78 07 'default' 15 'before-system-handler'";
    private const string Handler = "58 07 'default' 03 'm/h'";
    private const string ToTheEnd = "03 ffffffffffffffff0f";

    /// <summary>Requests that need something.</summary>
    public static IReadOnlyList<PermissionRow> Restricted { get; } =
    [
        .. Topics(),
        .. TimeSeries(),
        .. SessionsOfOthers(),
        .. SubscriptionsOfOthers(),
        .. Handlers(),
        .. Requests(),
        new("read the accounts", "39", "") { Global = ["VIEW_SECURITY"] },
        new("read the roles", "3b", "") { Global = ["VIEW_SECURITY"] },
        new("change the accounts", "3a", Notation.Text("assign roles 'extra' ['MATRIX']")) { Global = ["MODIFY_SECURITY"] },
        new("change the roles", "3c", Notation.Text("set 'MATRIX' permissions [VIEW_SERVER]")) { Global = ["MODIFY_SECURITY"] },
        new("acquire a lock", "72", $"{Topic} 05 00") { Path = ["ACQUIRE_LOCK"] },
        new("who holds a lock", "c401", Topic) { Global = ["VIEW_SERVER"] },
        new("who holds which locks", "c501", "") { Global = ["VIEW_SERVER"] },
    ];

    /// <summary>Requests that everybody may make, and that change nothing of others.</summary>
    public static IReadOnlyList<PermissionRow> Free { get; } =
    [
        new("measure the way", "38", ""),
        new("unsubscribe", "04", "06 '>m/a/b' 00"),
        new("unsubscribe all scopes", "c701", "06 '>m/a/b'"),
        new("own global permissions", "8f01", ""),
        new("own path permissions", "9001", Topic),
        new("own properties", "ca01", ""),
        new("sign in again", "cb01", "04 'user' 01 02 'pw' 00"),
        new("wait for a lock no more", "73", $"{Topic} 05"),
        new("release a lock that is not held", "74", $"{Topic} 00 00"),
        new("decide about sign-ins no more", "79", Place),
        new("handle requests no more", "62", $"{Handler} 00"),
        new("hear of sessions no more", "be01", "05"),
        new("hear of properties no more", "51", "01 05"),
        new("subscribe by pattern, to what is permitted", "03", "04 '?m//' 00"),
        new("fetch by pattern, what is permitted", "75", $"04 '?m//' 00 00 80807f 00 00 {Max} {Max} {Max} {Max} 00 00"),
        new("remove by pattern, what is permitted", "53", "04 '?m//'"),
    ];

    private static PermissionRow[] Topics() =>
    [
        new("add a topic", "70", $"{Topic} 11 00") { Path = ["MODIFY_TOPIC"], Prepare = RemoveTopicAsync },
        new("remove a topic", "53", "06 '>m/a/b'") { Path = ["MODIFY_TOPIC"] },
        new("set a topic", "76", $"{Topic} 11 02 61 'x' 00") { Path = ["UPDATE_TOPIC"] },
        new("add and set a topic", "7a", $"{Topic} 11 00 02 61 'x' 00") { Path = ["MODIFY_TOPIC", "UPDATE_TOPIC"], Prepare = RemoveTopicAsync },
        new("set a topic that is there, or add it", "7a", $"{Topic} 11 00 02 61 'x' 00") { Path = ["MODIFY_TOPIC", "UPDATE_TOPIC"] },
        new("subscribe", "03", "06 '>m/a/b' 00") { Path = ["SELECT_TOPIC"] },
        new("subscribe by a set", "03", "0f '#?m/z////>m/a/b' 00") { Path = ["SELECT_TOPIC"] },
        new("subscribe by a pattern for whole paths", "03", "07 '*m/a/.*' 00") { Path = ["SELECT_TOPIC"], At = "m/a" },
        new("fetch", "75", $"06 '>m/a/b' 00 00 80807f 01 01 {Max} {Max} {Max} {Max} 00 00") { Path = ["SELECT_TOPIC"] },
        new("fetch by a pattern for whole paths", "75", $"07 '*m/a/.*' 00 00 80807f 01 01 {Max} {Max} {Max} {Max} 00 00")
        {
            Path = ["SELECT_TOPIC"], At = "m/a",
        },
    ];

    private static PermissionRow[] TimeSeries() =>
    [
        new("append", "63", $"{Series} {Value}") { Path = ["UPDATE_TOPIC"], At = "m/a/t" },
        new("append by setting", "7a", $"{Series} 10 01 1c 'TIME_SERIES_EVENT_VALUE_TYPE' 06 'string' 02 61 'x' 00")
        {
            Path = ["MODIFY_TOPIC", "UPDATE_TOPIC"], At = "m/a/t",
        },
        new("append with a time", "a601", $"{Series} {Value} {Notation.VarInt(4102444800000)}") { Path = ["UPDATE_TOPIC"], At = "m/a/t" },
        new("edit what somebody else said", "64", $"{Series} 06 'string' 00 02 61 'x'")
        {
            Path = ["UPDATE_TOPIC", "EDIT_TIME_SERIES_EVENTS"], At = "m/a/t",
        },
        new("edit what it said itself", "64", $"{Series} 06 'string' 01 02 61 'x'")
        {
            Path = ["UPDATE_TOPIC", "EDIT_OWN_TIME_SERIES_EVENTS"], At = "m/a/t", NamedInstead = "EDIT_TIME_SERIES_EVENTS",
        },
        new("edit what it said itself, with the right to edit everything", "64", $"{Series} 06 'string' 01 02 61 'x'")
        {
            Path = ["UPDATE_TOPIC", "EDIT_TIME_SERIES_EVENTS"], At = "m/a/t",
        },
        new("query values", "54", $"{Series} 00 00 00 00 03 00 00 00 {ToTheEnd}") { Path = ["READ_TOPIC"], At = "m/a/t" },
        new("query all edits", "54", $"{Series} 01 00 00 00 03 00 00 00 {ToTheEnd}")
        {
            Path = ["READ_TOPIC", "QUERY_OBSOLETE_TIME_SERIES_EVENTS"], At = "m/a/t",
        },
        new("query the latest edits", "54", $"{Series} 02 00 00 00 03 00 00 00 {ToTheEnd}")
        {
            Path = ["READ_TOPIC", "QUERY_OBSOLETE_TIME_SERIES_EVENTS"], At = "m/a/t",
        },
        new("query values with a range of edits", "54", $"{Series} 00 00 00 00 03 01 01 00 {ToTheEnd}")
        {
            Path = ["READ_TOPIC", "QUERY_OBSOLETE_TIME_SERIES_EVENTS"], At = "m/a/t",
        },
    ];

    private static PermissionRow[] SessionsOfOthers() =>
    [
        new("properties of a session", "43", "{SID} 02 02 '*F' 02 '*U'") { Global = ["VIEW_SESSION"] },
        new("set properties", "69", "{SID} 01 01 04 'room' 01 'a' 00") { Global = ["VIEW_SESSION", "MODIFY_SESSION"] },
        new("set properties by filter", "6a", "{FILTER} 01 01 04 'room' 01 'a' 00") { Global = ["VIEW_SESSION", "MODIFY_SESSION"] },
        new("close", "0e", "{SID}") { Global = ["MODIFY_SESSION"] },
        new("close by filter", "a201", "{FILTER}") { Global = ["MODIFY_SESSION"] },
        new("revoke", "cc01", "{SID}") { Global = ["MODIFY_SESSION", "AUTHENTICATE"] },
        new("change roles", "7b", "{SID} 00 01 01 'X'") { Global = ["MODIFY_SESSION"] },
        new("change roles by filter", "7c", "{FILTER} 00 01 01 'X'") { Global = ["MODIFY_SESSION"] },
        new("conflate", "0f", "{SID} 01") { Global = ["MODIFY_SESSION"] },
        new("conflate by filter", "a301", "{FILTER} 01") { Global = ["MODIFY_SESSION"] },
        new("selections of a session", "c601", "{SID}") { Global = ["VIEW_SESSION"] },
    ];

    private static PermissionRow[] SubscriptionsOfOthers() =>
    [
        new("subscribe a session", "0a", "{SID} 06 '>m/a/b' 00") { Global = ["MODIFY_SESSION"], Path = ["SELECT_TOPIC"] },
        new("subscribe a session by a pattern", "0a", "{SID} 06 '?m/a//' 00") { Global = ["MODIFY_SESSION"], Path = ["SELECT_TOPIC"], At = "m/a" },
        new("subscribe by filter", "41", "{FILTER} 06 '>m/a/b' 00") { Global = ["MODIFY_SESSION"], Path = ["SELECT_TOPIC"] },
        new("unsubscribe a session", "0b", "{SID} 06 '>m/a/b' 00") { Global = ["MODIFY_SESSION"], Path = ["SELECT_TOPIC"], Prepare = SelectAsync },
        new("unsubscribe by filter", "42", "{FILTER} 06 '>m/a/b' 00") { Global = ["MODIFY_SESSION"], Path = ["SELECT_TOPIC"], Prepare = SelectAsync },
        new("unsubscribe a session, all scopes", "c901", "06 '>m/a/b' {SID}") { Global = ["MODIFY_SESSION"], Path = ["SELECT_TOPIC"], Prepare = SelectAsync },
        new("unsubscribe by filter, all scopes", "c801", "06 '>m/a/b' {FILTER}") { Global = ["MODIFY_SESSION"], Path = ["SELECT_TOPIC"], Prepare = SelectAsync },
    ];

    private static PermissionRow[] Handlers() =>
    [
        new("decide about sign-ins", "77", $"{Place} 05")
        {
            Global = ["AUTHENTICATE", "REGISTER_HANDLER"],
            Undo = run => run.Client.RequestAsync($"00 79 0b {Place}", "06 0b"),
        },
        new("hear of sessions", "bd01", "01 01 14 '$Principal is \"none\"' 00 01 00 05") { Global = ["REGISTER_HANDLER", "VIEW_SESSION"] },
        new("hear of properties", "51", "00 01 02 '*F' 05") { Global = ["REGISTER_HANDLER", "VIEW_SESSION"] },
        new("handle requests", "61", $"{Handler} 00 05") { Global = ["REGISTER_HANDLER"] },
        new("handle requests and see who asks", "61", $"{Handler} 01 02 '*F' 05") { Global = ["REGISTER_HANDLER", "VIEW_SESSION"] },
    ];

    private static PermissionRow[] Requests() =>
    [
        new("send a request to a path", "55", $"{Topic} {Value}")
        {
            Path = ["SEND_TO_MESSAGE_HANDLER"],
            Prepare = run => run.Author.RequestAsync($"00 61 01 58 07 'default' {Topic} 00 05", "06 01"),
            Assist = run => AnswerAsync(run.Author, "0058"),
        },
        new("send a request to a session", "56", $"{{SID}} {Topic} {Value}") { Path = ["SEND_TO_SESSION"], Assist = run => AnswerAsync(run.Other, "0055") },
        new("send a request to sessions", "66", $"05 {{FILTER}} {Topic} {Value}") { Path = ["SEND_TO_SESSION"] },
    ];

    private static Task RemoveTopicAsync(MatrixRun run) => run.Admin.RequestAsync("00 53 01 06 '>m/a/b'", "06 01 01");

    private static async Task SelectAsync(MatrixRun run)
    {
        await run.Admin.RequestAsync($"00 0a 01 {run.Other.SessionId} 06 '>m/a/b' 00", "06 01");
        (await run.Other.ReceiveAsync()).Hex.Should().StartWith("0057");
        (await run.Other.ReceiveAsync()).Hex.Should().StartWith("04");
    }

    private static async Task AnswerAsync(RawClient client, string start)
    {
        RawFrame request = await client.ReceiveAsync();
        request.Hex.Should().StartWith(start);
        await client.SendAsync([6, request.Payload[2], .. Notation.Bytes(Value)]);
    }
}
