using Messaging.Benchmarks.Workloads;

namespace Messaging.Benchmarks.Running;

/// <summary>What a run of the whole benchmark does.</summary>
/// <param name="Scenarios">The scenarios, each with as many rounds as it needs.</param>
/// <param name="Limit">When it has to be over, the report included; what does not fit is left out, and said to be.</param>
internal sealed record BenchmarkPlan(IReadOnlyList<PlannedScenario> Scenarios, TimeSpan Limit)
{
    private static readonly TimeSpan FullWarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan ColdWarmUp = TimeSpan.FromSeconds(1.6);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1.2);
    private static readonly TimeSpan FullLimit = TimeSpan.FromMinutes(13.75);
    private static readonly TimeSpan QuickLimit = TimeSpan.FromMinutes(3.25);

    /// <summary>All that the goals speak of, in five rounds, and a little of the rest.</summary>
    public static BenchmarkPlan Full(Func<string, bool> isThere)
    {
        const int Rounds = 5;
        return new BenchmarkPlan(
            [
                .. Of(
                    isThere,
                    isExtra: false,
                    (new Scenario("W1", WorkloadNames.RoundTrip, FullWarmUp, Window), Rounds, ["messaging", "raw", "sigm"]),
                    (new Scenario("W2", WorkloadNames.FanOut, FullWarmUp, Window), Rounds, ["messaging", "standin", "raw", "sigm", "nats", "redis", "js"]),
                    (new Scenario("W3", WorkloadNames.Rooms, FullWarmUp, Window), Rounds, ["messaging", "raw", "sigm"]),
                    (new Scenario("W4", WorkloadNames.Append, FullWarmUp, Window), Rounds, ["messaging", "raw", "sigm", "redis"]),
                    (new Scenario("W5", WorkloadNames.JoinHistory, FullWarmUp, Window), Rounds, ["messaging", "sigm", "nats"]),
                    (new Scenario("W6", WorkloadNames.Idle, TimeSpan.Zero, TimeSpan.Zero), Rounds, ["messaging", "sigm"])),
                .. Of(
                    isThere,
                    isExtra: true,
                    (new Scenario(Scenario.ColdFanOut, WorkloadNames.FanOut, ColdWarmUp, Window, IsCold: true), 3, ["messaging", "raw", "sigm"]),
                    (new Scenario("W2-1", WorkloadNames.FanOutOne, FullWarmUp, Window), 1, ["messaging", "raw", "sigm"]),
                    (new Scenario("W1 others", WorkloadNames.RoundTrip, FullWarmUp, Window), 1, ["standin", "messaging-live", "raw", "rawc", "nats", "redis"]),
                    (new Scenario("W2 others", WorkloadNames.FanOut, FullWarmUp, Window), 1, ["messaging-live", "raw", "rawc", "sigj", "mqtt"]),
                    (new Scenario("W4 others", WorkloadNames.Append, FullWarmUp, Window), 1, ["standin", "raw", "rawc", "nats", "mqtt"]),
                    (new Scenario("W5 others", WorkloadNames.JoinHistory, FullWarmUp, Window), 1, ["standin", "raw", "redis"]),
                    (new Scenario("W6 others", WorkloadNames.Idle, TimeSpan.Zero, TimeSpan.Zero), 1, ["standin", "raw"])),
            ],
            FullLimit);
    }

    /// <summary>Enough to see whether something went wrong, in under four minutes.</summary>
    public static BenchmarkPlan Quick(Func<string, bool> isThere)
    {
        TimeSpan warmUp = TimeSpan.FromSeconds(2);
        TimeSpan window = TimeSpan.FromSeconds(0.8);
        return new BenchmarkPlan(
            [
                .. Of(
                    isThere,
                    isExtra: false,
                    (new Scenario("W2", WorkloadNames.FanOut, warmUp, window), 3, ["messaging", "standin", "raw", "sigm"]),
                    (new Scenario("W1", WorkloadNames.RoundTrip, warmUp, window), 2, ["messaging", "raw", "sigm"]),
                    (new Scenario("W4", WorkloadNames.Append, warmUp, window), 2, ["messaging", "raw", "sigm"]),
                    (new Scenario("W5", WorkloadNames.JoinHistory, warmUp, window), 2, ["messaging", "sigm"]),
                    (new Scenario("W3", WorkloadNames.Rooms, warmUp, window), 1, ["messaging", "raw", "sigm"]),
                    (new Scenario("W6", WorkloadNames.Idle, TimeSpan.Zero, TimeSpan.Zero), 1, ["messaging", "sigm"])),
            ],
            QuickLimit);
    }

    /// <summary>The peers of one round, in its order: rotated from round to round, and reversed in every second one.</summary>
    public static IReadOnlyList<string> OrderOf(IReadOnlyList<string> peers, int round)
    {
        int shift = round % peers.Count;
        IEnumerable<string> rotated = peers.Skip(shift).Concat(peers.Take(shift));
        return [.. round % 2 == 0 ? rotated : rotated.Reverse()];
    }

    private static IEnumerable<PlannedScenario> Of(
        Func<string, bool> isThere, bool isExtra, params IEnumerable<(Scenario Scenario, int Rounds, string[] Peers)> scenarios) =>
        scenarios
            .Select(planned => new PlannedScenario(planned.Scenario, [.. planned.Peers.Where(isThere)], planned.Rounds, isExtra))
            .Where(planned => planned.Peers.Count > 0);
}
