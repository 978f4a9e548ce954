using System.Text;
using Messaging.TestKit.Vectors;

namespace Messaging.Interop.Tests.Vectors;

/// <summary>The requests and answers of the security vectors, each with the state in which that answer is due.</summary>
internal static class SecurityReplays
{
    private const string NoSession = "88ef99abc5e88c911101";
    private const string NothingForClients = "set 'CLIENT' default path permissions []";

    // A lock that is granted for the 301st time: that has the sequence number of the vectors.
    private static readonly string[] ThreeHundredGrants =
        [.. Enumerable.Range(0, 300).SelectMany(sequence => new[] { "0072 01 014c 00 00", $"0074 01 014c {Varint(sequence)} 00" })];

    private static readonly string[] SevenGrants =
        [.. Enumerable.Range(0, 7).SelectMany(sequence => new[] { "0072 01 046c6f636b 00 00", $"0074 01 046c6f636b {sequence:x2} 00" })];

    private static readonly string AddHandler = GoldenVectors.Get("addRequestHandler ok (request)").Hex;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SecurityReplay> All { get; } =
    [
        new("getSystemAuthenticationConfiguration")
        {
            Accounts = """
                add principal 'bob' 'pw' ['CLIENT' 'X'] locked by 'admin'
                trust client proposed property 'p1' if value matches '^a.*$'
                trust client proposed property 'p2' if value in ['x' 'y']
                """,
        },
        new("getSystemAuthenticationConfiguration empty/deny")
        {
            RequestName = "", Accounts = "", Setup = [Update("remove principal 'admin'\ndeny anonymous connections")],
        },
        new("getSystemAuthenticationConfiguration abstain")
        {
            RequestName = "", Accounts = "", Setup = [Update("remove principal 'admin'\nabstain anonymous connections")],
        },
        new("updateAuthenticationStore ok") { Accounts = "" },
        new("updateAuthenticationStore denied") { IsAnonymous = true, IsRefused = true },
        new("updateSecurityStore ok"),
        new("changePrincipal ok"),
        new("changePrincipal refused") { Accounts = "" },
        new("reauthenticate ok with properties"),
        new("reauthenticate refused") { Accounts = "" },
        new("revokeAuthentication") { Bobs = 1 },
        new("getSessionProperties ok") { Bobs = 1, Setup = ["0069 01 BOB 01 01 04726f6f6d 0161 00"] },
        new("getSessionProperties no such session"),
        new("setSessionProperties") { Bobs = 1, Setup = ["0069 01 BOB 01 01 04726f6f6d 036f6c64 00"] },
        new("setSessionPropertiesByFilter ok 7") { Bobs = 7 },
        new("clients.close(sid)") { Bobs = 1 },
        new("clients.close(sid) no such session") { IsRefused = true },
        new("clients.close(filter) 3") { Bobs = 3 },
        new("changeRoles(sid)") { Bobs = 1 },
        new("changeRoles(filter) 2") { Bobs = 2 },
        new("clients.subscribe(sid)") { Bobs = 1 },
        new("clients.subscribe(filter) 5") { Bobs = 5 },
        new("clients.unsubscribe(sid)") { Bobs = 1 },
        new("clients.unsubscribe(filter) 5") { Bobs = 5 },
        new("clients.unsubscribeAllScopes(sid)") { Bobs = 1 },
        new("clients.unsubscribeAllScopes(filter)") { Bobs = 5 },
        new("setConflated(sid)") { Bobs = 1 },
        new("setConflated(filter)") { Bobs = 5 },
        new("getSessionLock held") { Setup = [.. ThreeHundredGrants, "0072 01 014c 00 00"] },
        new("getSessionLock free"),
        new("getSessionLocks") { Setup = [.. ThreeHundredGrants, "0072 01 014c 00 00"] },
        new("sendRequest path unhandled") { IsRefused = true },
        new("sendRequest session unknown") { IsRefused = true },
        new("sendRequestToFilter") { Bobs = 1 },
        new("addRequestHandler ok"),
        new("addRequestHandler conflict") { Setup = [AddHandler], IsRefused = true },
        new("lock session-loss") { Setup = ThreeHundredGrants },
        new("unlock session-loss") { AnswerName = "unlock session-loss (reply true)", Setup = [.. ThreeHundredGrants, "0072 01 014c 00 00"] },
        new("lock connection-loss") { Setup = ThreeHundredGrants },
        new("unlock connection-loss") { AnswerName = "unlock connection-loss (reply true)", Setup = [.. ThreeHundredGrants, "0072 01 014c 00 01"] },
        new("lock denied") { RequestName = "", IsAnonymous = true, IsRefused = true },
        new("unlock false") { RequestName = "", AnswerName = "unlock (reply false)" },
        new("setSessionPropertiesListener"),
        new("session event listener")
        {
            RequestName = "session-event-listener register (properties $Principal,*U)", AnswerName = "session-event-listener register ok",
        },
        new("session_lock") { RequestName = "session_lock_request", AnswerName = "session_lock_response", Setup = SevenGrants },
        new("session_unlock")
        {
            RequestName = "session_unlock_request", AnswerName = "session_unlock_response", Setup = [.. SevenGrants, "0072 01 046c6f636b 00 00"],
        },
        .. Refusals,
    ];

    /// <summary>Refusals: the code and the conversation have to be those of the vector; the text is for people.</summary>
    private static IEnumerable<SecurityReplay> Refusals =>
    [
        Refusal("service-error-103", "0039 01") with { IsAnonymous = true },
        Refusal("service-error-103 #2", "003b 6a") with { IsAnonymous = true },
        Refusal("service_error_103_access_denied", "0039 9c01") with { IsAnonymous = true },
        Refusal("service-error-107", $"000e 6e {NoSession}"),
        Refusal("service_error_107_no_such_session", $"000e a001 {NoSession}"),
        Refusal("service-error-109", "0055 70 03612f62 046a736f6e 05bf617801ff"),
        Refusal("service_error_109_unhandled_message", "0055 a201 03612f62 046a736f6e 05bf617801ff"),
        Refusal("service-error-201", "0061 cc01 58 0764656661756c74 03612f62 00 01") with { Setup = [AddHandler] },
        Refusal("service_error_201_handler_conflict", "0061 a701 58 0764656661756c74 03612f62 00 01") with { Setup = [AddHandler] },
        Refusal("select_error_access_denied", "0003 35 033e6a74 00") with { IsAnonymous = true, Security = NothingForClients },

        // With >Chat/a in place of the pattern ?Chat//, of which nothing would be found instead.
        Refusal("fetch_error", Renumbered("fetch_plain_request", "8d01").Replace("3f436861742f2f", "3e436861742f61", StringComparison.Ordinal))
            with { IsAnonymous = true, Security = NothingForClients },
        Refusal("ts_append_error_access_denied", Renumbered("ts_append_json_request", "3d")) with { IsAnonymous = true },
    ];

    private static SecurityReplay Refusal(string answer, string request) =>
        new(answer) { RequestName = answer, AnswerName = answer, Request = request, IsRefused = true };

    /// <summary>A vector with another conversation.</summary>
    private static string Renumbered(string name, string conversation)
    {
        string hex = GoldenVectors.Get(name).Hex;
        int after = Convert.ToByte(hex[4..6], 16) < 0x80 ? 6 : 8;
        return hex[..4] + conversation + hex[after..];
    }

    private static string Update(string script)
    {
        byte[] text = Encoding.UTF8.GetBytes(script);
        return $"003a 01 {Varint(text.Length)} {FrameText.Of(text)}";
    }

    private static string Varint(int value) => value < 0x80 ? $"{value:x2}" : $"{(value & 0x7f) | 0x80:x2}{value >> 7:x2}";
}
