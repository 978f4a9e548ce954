using System.Text.Json;
using System.Text.Json.Nodes;

namespace Messaging.TestKit.Node;

/// <summary>Requests of a <see cref="JsSession"/>. Data types go by the SDK's names; null lets the SDK infer them.</summary>
/// <param name="session">The session.</param>
public sealed class JsMessages(JsSession session)
{
    /// <summary>Sends a request to the handler of a path, or to a session. The response.</summary>
    /// <param name="path">The path.</param>
    /// <param name="value">The request.</param>
    /// <param name="type">Its data type.</param>
    /// <param name="target">The session; null for the path's handler.</param>
    /// <param name="responseType">The data type of the response.</param>
    public Task<JsonElement> RequestAsync(
        string path, JsonNode? value, string? type = null, string? target = null, string? responseType = null) => session.RunAsync(
            "request",
            new() { ["path"] = path, ["value"] = value, ["type"] = type, ["target"] = target, ["responseType"] = responseType });

    /// <summary>Sends a request to the sessions of a filter: how many, and what they answer, as events <c>response</c> and <c>failure</c>.</summary>
    /// <param name="filter">The sessions.</param>
    /// <param name="path">The path.</param>
    /// <param name="value">The request.</param>
    /// <param name="type">Its data type, and that of the responses.</param>
    public async Task<(int Count, JsEvents Responses)> RequestByFilterAsync(string filter, string path, JsonNode? value, string? type = null)
    {
        (int id, JsEvents events) = session.AddSource();
        JsonElement count = await session.RunAsync("requestByFilter", new()
        {
            ["id"] = id, ["filter"] = filter, ["path"] = path, ["value"] = value, ["type"] = type, ["responseType"] = type,
        });
        return (count.GetInt32(), events);
    }

    /// <summary>Handles the requests of all sessions to a path and below. Its events are <c>request</c>.</summary>
    /// <param name="path">The path.</param>
    /// <param name="type">The data type of requests.</param>
    /// <param name="keys">The properties of senders to be told.</param>
    public Task<JsRegistration> AddHandlerAsync(string path, string? type = null, params string[] keys) => session.RegisterAsync(
        "addRequestHandler", new() { ["path"] = path, ["type"] = type, ["keys"] = keys.Length == 0 ? null : new JsonArray([.. keys]) });

    /// <summary>Answers requests to this session. Its events are <c>request</c>.</summary>
    /// <param name="path">The path.</param>
    /// <param name="type">The data type of requests and responses.</param>
    public Task<JsRegistration> SetStreamAsync(string path, string? type = null) =>
        session.RegisterAsync("setRequestStream", new() { ["path"] = path, ["type"] = type, ["responseType"] = type });
}
