namespace Messaging.Benchmarks.Reporting;

/// <summary>What came of a goal.</summary>
/// <param name="Goal">The goal.</param>
/// <param name="Found">What was found; null if it was not measured.</param>
/// <param name="IsMet">Whether it is met; null if it was not measured.</param>
internal sealed record GoalOutcome(Goal Goal, Spread? Found, bool? IsMet);
