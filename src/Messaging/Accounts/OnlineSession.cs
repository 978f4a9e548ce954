namespace Messaging;

/// <summary>A session that is open on the server. Immutable.</summary>
/// <param name="Id">The server's identifier of the session.</param>
/// <param name="Principal">The account; empty for an anonymous session.</param>
/// <param name="Since">When it was opened, by the server's clock; <see langword="null"/> when the server does not say.</param>
/// <param name="ClientType">The kind of client, such as <c>DOTNET</c> or <c>JAVASCRIPT_BROWSER</c>; empty when the server does not say.</param>
public sealed record OnlineSession(string Id, string Principal, DateTimeOffset? Since, string ClientType)
{
    /// <summary>Whether the session is connected; otherwise its connection was lost, and the server waits for it to come back.</summary>
    public bool IsConnected { get; init; } = true;
}
