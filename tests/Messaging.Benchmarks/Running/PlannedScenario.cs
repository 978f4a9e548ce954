namespace Messaging.Benchmarks.Running;

/// <summary>A scenario, who takes part, and in which rounds.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Peers">The names of those that take part in every round; the first is the product.</param>
/// <param name="Rounds">In how many rounds.</param>
/// <param name="IsExtra">Whether no goal speaks of it: it is run with what time remains.</param>
internal sealed record PlannedScenario(Scenario Scenario, IReadOnlyList<string> Peers, int Rounds, bool IsExtra)
{
    /// <summary>The time that all of it takes, give or take.</summary>
    public TimeSpan ExpectedTime => Scenario.ExpectedTime * Peers.Count * Rounds;
}
