using System.Text.Json;
using System.Text.Json.Nodes;

namespace Messaging.TestKit.Node;

/// <summary>Finds what a command to the JavaScript SDK has of texts and passwords, so that no log may tell them.</summary>
internal static class JsSecrets
{
    private static readonly HashSet<string> Passwords =
        ["addPrincipal", "setPassword", "verifyPassword", "security.reauthenticate", "security.changePrincipal"];

    /// <summary>Conceals them, and discloses the names that stand beside them.</summary>
    public static void Conceal(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                if (members["args"] is JsonArray arguments)
                {
                    ConcealCall([members["method"]?.DeepClone(), .. arguments.Select(argument => argument?.DeepClone())]);
                }

                foreach ((string name, JsonNode? value) in members)
                {
                    ConcealMember(name, value);
                }

                break;
            case JsonArray items:
                ConcealCall(items);
                foreach (JsonNode? item in items)
                {
                    Conceal(item);
                }

                break;
        }
    }

    private static void ConcealMember(string name, JsonNode? value)
    {
        switch (name)
        {
            case "text" or "value":
                TestSecrets.Conceal(Text(value));
                break;
            case "credentials":
                TestSecrets.Conceal(Text(value));
                break;
            case "principal":
                TestSecrets.Disclose(Text(value));
                break;
            case "path" when Text(value) is { } path:
                TestSecrets.DisclosePath(path);
                break;
        }

        Conceal(value);
    }

    /// <summary>A call by its name: <c>["setPassword", "ann", "pw"]</c>.</summary>
    private static void ConcealCall(JsonArray call)
    {
        if (call.Count > 2 && Text(call[0]) is { } method && Passwords.Contains(method))
        {
            TestSecrets.Disclose(Text(call[1]));
            TestSecrets.Conceal(Text(call[2]));
        }
    }

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
