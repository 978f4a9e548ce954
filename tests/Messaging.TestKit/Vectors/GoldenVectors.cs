using System.Text.Json;

namespace Messaging.TestKit.Vectors;

/// <summary>The golden vectors: see README.md beside this file.</summary>
public static class GoldenVectors
{
    private static readonly Lazy<IReadOnlyList<GoldenVector>> LazyTopics = new(() => Load("vectors-topics.json"));
    private static readonly Lazy<IReadOnlyList<GoldenVector>> LazySecurity = new(() => Load("vectors-security.json"));
    private static readonly Lazy<IReadOnlyList<ScenarioFrame>> LazyScenario = new(LoadScenario);
    private static readonly Lazy<IReadOnlyDictionary<string, GoldenVector>> LazyByName =
        new(() => Topics.Concat(Security).ToDictionary(vector => vector.Name, StringComparer.Ordinal));

    /// <summary>Handshake, frames, topics, subscriptions, values, updates, time series, fetch: in the order of the survey.</summary>
    public static IReadOnlyList<GoldenVector> Topics => LazyTopics.Value;

    /// <summary>Service errors, the security stores, sessions, messaging, locks.</summary>
    public static IReadOnlyList<GoldenVector> Security => LazySecurity.Value;

    /// <summary>Two sessions in one room, from the first topic to the close, in order.</summary>
    public static IReadOnlyList<ScenarioFrame> TwoSessions => LazyScenario.Value;

    /// <summary>Finds a vector of either file.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The vector.</returns>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static GoldenVector Get(string name) =>
        LazyByName.Value.TryGetValue(name, out GoldenVector? vector)
            ? vector
            : throw new KeyNotFoundException($"No golden vector is called '{name}'.");

    private static List<GoldenVector> Load(string resource)
    {
        using JsonDocument document = Open(resource);
        return [.. document.RootElement.EnumerateArray().Select(entry => new GoldenVector(
            entry.GetProperty("name").GetString()!,
            Direction(entry),
            entry.GetProperty("hex").GetString()!,
            Optional(entry, "sdk_call"),
            Optional(entry, "sdk_result"),
            entry.Clone()))];
    }

    private static List<ScenarioFrame> LoadScenario()
    {
        using JsonDocument document = Open("scenario-two-sessions.json");
        return [.. document.RootElement.EnumerateArray().Select(entry => new ScenarioFrame(
            entry.GetProperty("n").GetInt32(),
            entry.GetProperty("session").GetString()!,
            Direction(entry),
            entry.GetProperty("hex").GetString()!))];
    }

    private static VectorDirection Direction(JsonElement entry) =>
        entry.GetProperty("direction").GetString() == "client" ? VectorDirection.Client : VectorDirection.Server;

    private static JsonElement Optional(JsonElement entry, string field) =>
        entry.TryGetProperty(field, out JsonElement value) ? value.Clone() : default;

    private static JsonDocument Open(string resource)
    {
        using Stream stream = typeof(GoldenVectors).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The vectors '{resource}' are not embedded.");
        return JsonDocument.Parse(stream);
    }
}
