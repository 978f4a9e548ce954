using Messaging.TestKit.Vectors;

namespace Messaging.Interop.Tests.Vectors;

/// <summary>A connection request, and the answer that is due from a server which knows <c>user</c> with the password <c>password</c> and <c>bob</c> with an empty one.</summary>
/// <param name="Request">The request target.</param>
/// <param name="Answer">The vector of the answer.</param>
internal sealed record HandshakeReplay(string Request, string Answer)
{
    /// <summary>The client's vector that this sends as it is, if it is one.</summary>
    public string? Sent { get; private init; }

    public static IReadOnlyList<HandshakeReplay> All { get; } =
    [
        Of("connect_request_user_password", "connect_response_ok"),
        Of("connect_request_anonymous", "connect_response_ok"),
        Of("connect_request_principal_without_credentials", "connect_response_ok"),
        Of("connect_request_reconnect_false", "connect_response_ok"),
        Of("connect_request_reconnect_5000", "connect_response_ok"),
        Of("connect_request_session_properties", "connect_response_ok"),
        Of("connect_request_custom_path", "connect_response_ok"),
        Of("connect_request_binary_credentials", "connect_response_116"),
        Of("reconnect_request", "reconnect_response_117"),
        new(Changed("&v=29&", "&v=28&"), "connect_response_102"),
        new(Changed("&sp=%7B", "&sp="), "connect_response_115"),
        new(Changed("username=user", "username=someone"), "connect_response_116"),
    ];

    public override string ToString() => $"{Sent ?? Request} -> {Answer}";

    private static HandshakeReplay Of(string request, string answer) =>
        new(GoldenVectors.Get(request).Text("url")!, answer) { Sent = request };

    private static string Changed(string part, string other) =>
        GoldenVectors.Get("connect_request_user_password").Text("url")!.Replace(part, other, StringComparison.Ordinal);
}
