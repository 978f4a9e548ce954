using System.Text.Json.Nodes;

namespace Messaging.TestKit.Node;

/// <summary>A handler, stream or listener of a <see cref="JsSession"/>: what it is told, and answers to what it is asked.</summary>
public sealed class JsRegistration
{
    private readonly JsSession _session;
    private readonly int _id;

    internal JsRegistration(JsSession session, int id, JsEvents events)
    {
        _session = session;
        _id = id;
        Events = events;
    }

    /// <summary>What it was told: request, authenticate, session, open, change, closed, and close or error at its end.</summary>
    public JsEvents Events { get; }

    /// <inheritdoc cref="JsEvents.NextAsync(string)"/>
    public Task<JsEvent> NextAsync(string kind) => Events.NextAsync(kind);

    /// <summary>Answers what came with an event.</summary>
    /// <param name="question">The event.</param>
    /// <param name="method">A method of what the SDK gave to answer: respond, reject; allow, deny, abstain.</param>
    /// <param name="value">Its argument; null for none.</param>
    /// <param name="type">The data type of a response by the SDK's name; null lets the SDK infer it.</param>
    public Task AnswerAsync(JsEvent question, string method, JsonNode? value = null, string? type = null) => _session.RunAsync(
        "answer",
        new() { ["ticket"] = question.Json.GetProperty("ticket").GetInt32(), ["method"] = method, ["value"] = value, ["type"] = type });

    /// <summary>Deregisters it.</summary>
    public Task CloseAsync() => _session.RunAsync("closeRegistration", new() { ["id"] = _id });
}
