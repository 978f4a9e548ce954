using System.Text.Json;
using System.Text.Json.Nodes;

namespace Messaging.TestKit.Node;

/// <summary>The security of a <see cref="JsSession"/>: stores and their scripts, principals, permissions, authenticators.</summary>
/// <param name="session">The session.</param>
public sealed class JsSecurity(JsSession session)
{
    /// <summary>The text that the SDK's builder of system authentication scripts makes.</summary>
    /// <param name="calls">The calls on it in order, each <c>[method, arguments...]</c>.</param>
    public Task<string> BuildAuthenticationAsync(params JsonArray[] calls) => BuildAsync("authentication", calls);

    /// <summary>The text that the SDK's builder of security scripts makes.</summary>
    /// <param name="calls">The calls on it in order, each <c>[method, arguments...]</c>.</param>
    public Task<string> BuildSecurityAsync(params JsonArray[] calls) => BuildAsync("security", calls);

    /// <summary>Has the SDK build a script and updates the system authentication store by it.</summary>
    /// <param name="calls">The calls on the builder in order, each <c>[method, arguments...]</c>.</param>
    /// <exception cref="JsException">Refused; <see cref="JsException.Reports"/> say why.</exception>
    public async Task UpdateAuthenticationAsync(params JsonArray[] calls) =>
        await UpdateAuthenticationAsync(await BuildAuthenticationAsync(calls));

    /// <summary>Updates the system authentication store.</summary>
    public Task UpdateAuthenticationAsync(string script) =>
        session.RunAsync("updateStore", new() { ["store"] = "authentication", ["script"] = script });

    /// <summary>Has the SDK build a script and updates the security store by it.</summary>
    /// <param name="calls">The calls on the builder in order, each <c>[method, arguments...]</c>.</param>
    /// <exception cref="JsException">Refused; <see cref="JsException.Reports"/> say why.</exception>
    public async Task UpdateSecurityAsync(params JsonArray[] calls) => await UpdateSecurityAsync(await BuildSecurityAsync(calls));

    /// <summary>Updates the security store.</summary>
    public Task UpdateSecurityAsync(string script) => session.RunAsync("updateStore", new() { ["store"] = "security", ["script"] = script });

    /// <summary>The system authentication store as the SDK shows it.</summary>
    public Task<JsonElement> GetAuthenticationAsync() => session.CallAsync("security.getSystemAuthenticationConfiguration");

    /// <summary>The security store as the SDK shows it.</summary>
    public Task<JsonElement> GetSecurityAsync() => session.CallAsync("security.getSecurityConfiguration");

    /// <summary>Who the session is now.</summary>
    public async Task<string> GetPrincipalAsync() => (await session.CallAsync("security.getPrincipal")).GetString()!;

    /// <summary>Signs the session in as somebody else, the older way: a refusal is an error.</summary>
    public Task ChangePrincipalAsync(string principal, string password) =>
        session.CallAsync("security.changePrincipal", principal, password);

    /// <summary>Signs the session in as somebody else. False if refused.</summary>
    /// <param name="principal">Who.</param>
    /// <param name="password">The password.</param>
    /// <param name="properties">Proposed session properties; null for none.</param>
    public async Task<bool> ReauthenticateAsync(string principal, string password, JsonObject? properties = null) =>
        (await session.CallAsync("security.reauthenticate", principal, password, properties ?? [])).GetBoolean();

    /// <summary>The session's global permissions by name.</summary>
    public async Task<IReadOnlyList<string>> GetGlobalPermissionsAsync() => Names(await session.CallAsync("security.getGlobalPermissions"));

    /// <summary>The session's permissions at a path by name.</summary>
    public async Task<IReadOnlyList<string>> GetPathPermissionsAsync(string path) =>
        Names(await session.CallAsync("security.getPathPermissions", path));

    /// <summary>Ends a session whose authentication no longer counts: one that an event of this session has told of.</summary>
    public Task RevokeAsync(string sessionId) => session.RunAsync("revoke", new() { ["id"] = sessionId });

    /// <summary>Becomes an authenticator. Its events are <c>authenticate</c>.</summary>
    /// <param name="handler">The name in the server's configuration: before-system-handler, after-system-handler.</param>
    public Task<JsRegistration> AddAuthenticatorAsync(string handler) => session.RegisterAsync("addAuthenticator", new() { ["handler"] = handler });

    private static List<string> Names(JsonElement names) => [.. names.EnumerateArray().Select(name => name.GetString()!)];

    private async Task<string> BuildAsync(string store, JsonArray[] calls) =>
        (await session.RunAsync("buildScript", new() { ["store"] = store, ["calls"] = new JsonArray([.. calls]) })).GetString()!;
}
