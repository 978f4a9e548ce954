using System.Text.Json.Nodes;

namespace Messaging.TestKit.Node;

/// <summary>Update constraints for <see cref="JsSession.SetAsync"/>, in the driver's form.</summary>
public static class JsConstraint
{
    /// <summary>There is no topic.</summary>
    public static JsonObject NoTopic() => new() { ["kind"] = "noTopic" };

    /// <summary>The topic has no value.</summary>
    public static JsonObject NoValue() => new() { ["kind"] = "noValue" };

    /// <summary>The topic's value is exactly this.</summary>
    public static JsonObject Value(string type, JsonNode? value) => new() { ["kind"] = "value", ["type"] = type, ["value"] = value };

    /// <summary>The topic's value compares with this one: EQ, NE, GT, GE, LT, LE.</summary>
    public static JsonObject Value(string comparison, string type, JsonNode? value) =>
        new() { ["kind"] = "value", ["operator"] = comparison, ["type"] = type, ["value"] = value };

    /// <summary>The topic's JSON value compares with these values at these pointers, and has nothing at those.</summary>
    public static JsonObject Json((string Pointer, string Comparison, JsonNode? Value)[] with, string[] without) => new()
    {
        ["kind"] = "json",
        ["with"] = new JsonArray([.. with.Select(w =>
            new JsonObject { ["pointer"] = w.Pointer, ["operator"] = w.Comparison, ["value"] = w.Value })]),
        ["without"] = new JsonArray([.. without]),
    };

    /// <summary>Both hold.</summary>
    public static JsonObject And(JsonObject left, JsonObject right) => new() { ["kind"] = "and", ["left"] = left, ["right"] = right };

    /// <summary>Either holds.</summary>
    public static JsonObject Or(JsonObject left, JsonObject right) => new() { ["kind"] = "or", ["left"] = left, ["right"] = right };
}
