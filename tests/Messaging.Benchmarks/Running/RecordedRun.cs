using Messaging.Benchmarks.Workloads;

namespace Messaging.Benchmarks.Running;

/// <summary>One run of the benchmark.</summary>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Round">The round, from zero.</param>
/// <param name="WasRepeated">Whether it is the second try, after one that was disturbed.</param>
/// <param name="Result">What was found.</param>
internal sealed record RecordedRun(string Scenario, int Round, bool WasRepeated, RunResult Result);
