namespace Messaging.Benchmarks.Growth;

/// <summary>All that a run found.</summary>
/// <param name="Date">When it began.</param>
/// <param name="Rounds">How often each point was measured.</param>
/// <param name="Environment">The machine and the runtime.</param>
/// <param name="Series">The curves.</param>
internal sealed record GrowthRecord(DateTimeOffset Date, int Rounds, IReadOnlyDictionary<string, string> Environment, IReadOnlyList<GrowthSeries> Series);
