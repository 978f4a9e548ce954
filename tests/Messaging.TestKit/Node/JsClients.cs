using System.Text.Json;
using System.Text.Json.Nodes;

namespace Messaging.TestKit.Node;

/// <summary>What a <see cref="JsSession"/> sees of other sessions and does to them. A string names one by its id, or many by a filter.</summary>
/// <param name="session">The session.</param>
public sealed class JsClients(JsSession session)
{
    /// <summary>Listens to sessions. The events are <c>session</c>.</summary>
    /// <param name="filter">Which; null for all.</param>
    /// <param name="keys">The properties to be told; null for none.</param>
    /// <param name="after">Only sessions opened after this time in milliseconds since 1970; null for all.</param>
    public Task<JsRegistration> AddListenerAsync(string? filter = null, string[]? keys = null, long? after = null) =>
        session.RegisterAsync("addSessionListener", new() { ["filter"] = filter, ["keys"] = Array(keys), ["after"] = after });

    /// <summary>Listens to all sessions, the older way. The events are <c>open</c>, <c>change</c> and <c>closed</c>.</summary>
    /// <param name="keys">The properties to be told.</param>
    public Task<JsRegistration> AddPropertiesListenerAsync(params string[] keys) =>
        session.RegisterAsync("addPropertiesListener", new() { ["keys"] = Array(keys) });

    /// <summary>The properties of a session.</summary>
    public Task<JsonElement> GetPropertiesAsync(string sessionId, params string[] keys) =>
        session.CallAsync("clients.getSessionProperties", sessionId, Array(keys));

    /// <summary>Sets properties of a session, or removes those that are null. The values before, null for new ones.</summary>
    public Task<JsonElement> SetPropertiesAsync(string sessionId, JsonObject properties) =>
        session.CallAsync("clients.setSessionProperties", sessionId, properties);

    /// <summary>Sets properties of the sessions of a filter. How many.</summary>
    public async Task<int> SetPropertiesByFilterAsync(string filter, JsonObject properties) =>
        (await session.CallAsync("clients.setSessionPropertiesByFilter", filter, properties)).GetInt32();

    /// <summary>Takes roles from sessions and gives them others. How many sessions.</summary>
    public async Task<int> ChangeRolesAsync(string sessions, string[] remove, string[] add) =>
        (await session.CallAsync("clients.changeRoles", sessions, Array(remove), Array(add))).GetInt32();

    /// <summary>Closes sessions. How many.</summary>
    public async Task<int> CloseAsync(string sessions) => (await session.CallAsync("clients.close", sessions)).GetInt32();

    /// <summary>The selections of this session, or of one that an event of it has told of, by scope, as the SDK prints them.</summary>
    public async Task<string> GetTopicSelectionsAsync(string sessionId) =>
        (await session.RunAsync("topicSelections", new() { ["id"] = sessionId })).GetString()!;

    private static JsonArray? Array(string[]? texts) => texts is null ? null : [.. texts];
}
