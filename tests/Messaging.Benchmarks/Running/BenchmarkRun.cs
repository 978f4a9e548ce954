using System.Diagnostics;
using System.Globalization;
using Messaging.Benchmarks.Measuring;
using Messaging.Benchmarks.Messages;
using Messaging.Benchmarks.Peers;
using Messaging.Benchmarks.Servers;
using Messaging.Benchmarks.Workloads;

namespace Messaging.Benchmarks.Running;

/// <summary>Runs a plan: servers that live as long as it does, a fresh client process for each run, rounds in changing order.</summary>
internal sealed class BenchmarkRun(BenchmarkPlan plan, TextWriter progress) : IAsyncDisposable
{
    private static readonly TimeSpan PreparationWindow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TimeForWire = TimeSpan.FromSeconds(25);

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly DateTimeOffset _date = TimeProvider.System.GetUtcNow();
    private readonly Dictionary<string, ServerProcess> _servers = new(StringComparer.Ordinal);
    private readonly List<RecordedRun> _runs = [];
    private readonly List<RecordedRun> _wire = [];
    private readonly List<string> _leftOut = [];

    private TimeSpan Remaining => plan.Limit - Stopwatch.GetElapsedTime(_start);

    public async Task<BenchmarkRecord> RunAsync(CancellationToken cancellationToken)
    {
        string[] peers = [.. plan.Scenarios.SelectMany(planned => planned.Peers).Distinct(StringComparer.Ordinal)];
        await StartServersAsync(peers, cancellationToken);
        await MeasureWireAsync(cancellationToken);
        await RunRoundsAsync([.. plan.Scenarios.Where(planned => !planned.IsExtra)], cancellationToken);
        await RunRoundsAsync([.. plan.Scenarios.Where(planned => planned.IsExtra)], cancellationToken);

        return new BenchmarkRecord
        {
            Date = _date,
            Seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds,
            Environment = MachineDescription.Read(),
            Absent = PeerCatalog.All.Where(peer => peer.FindObstacle() is not null).ToDictionary(peer => peer.Name, peer => peer.FindObstacle()!),
            Runs = _runs,
            Wire = _wire,
            LeftOut = _leftOut,
            MessageObjectBytes = MessageSize.Measure(),
        };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ServerProcess server in _servers.Values)
        {
            await server.DisposeAsync();
        }
    }

    private async Task StartServersAsync(string[] peers, CancellationToken cancellationToken)
    {
        foreach (string kind in peers.Select(peer => PeerCatalog.Get(peer).ServerKind).Distinct(StringComparer.Ordinal))
        {
            _servers.Add(kind, await ServerCatalog.Get(kind).StartAsync(cancellationToken));
        }

        // Servers live long: what their first clients see is not what the others see.
        foreach (string peer in peers.DistinctBy(peer => PeerCatalog.Get(peer).ServerKind))
        {
            foreach (string workload in (string[])[WorkloadNames.FanOut, WorkloadNames.Append, WorkloadNames.JoinHistory])
            {
                if (PeerCatalog.Get(peer).Supports(workload))
                {
                    await RunAsync(peer, new Scenario("preparation", workload, TimeSpan.Zero, PreparationWindow), MessageShape.Chat, cancellationToken);
                }
            }
        }
    }

    private async Task RunRoundsAsync(PlannedScenario[] scenarios, CancellationToken cancellationToken)
    {
        int rounds = scenarios.Select(planned => planned.Rounds).DefaultIfEmpty().Max();
        for (int round = 0; round < rounds; round++)
        {
            foreach (PlannedScenario planned in scenarios.Where(planned => round < planned.Rounds))
            {
                await RunRoundAsync(planned, round, cancellationToken);
            }
        }
    }

    private async Task RunRoundAsync(PlannedScenario planned, int round, CancellationToken cancellationToken)
    {
        Scenario scenario = planned.Scenario;
        if (scenario.ExpectedTime * planned.Peers.Count > Remaining)
        {
            _leftOut.Add(string.Create(CultureInfo.InvariantCulture, $"{scenario.Name}, round {round + 1}"));
            return;
        }

        foreach (string peer in BenchmarkPlan.OrderOf(planned.Peers, round).Where(peer => PeerCatalog.Get(peer).Supports(scenario.Workload)))
        {
            RunResult result = await RunAsync(peer, scenario, MessageShape.Chat, cancellationToken);
            bool isRepeated = result.Noise is { IsTooMuch: true } && HasTimeToRepeat(planned, round);
            if (isRepeated)
            {
                RunResult second = await RunAsync(peer, scenario, MessageShape.Chat, cancellationToken);
                result = result.Failure is not null ? result : second;
            }

            _runs.Add(new RecordedRun(scenario.Name, round, isRepeated, result));
            progress.WriteLine(RunLine.Describe(result, $"round {round + 1} {scenario.Name}"));
        }
    }

    /// <summary>A repetition may cost other rounds nothing: what remains is planned for them.</summary>
    private bool HasTimeToRepeat(PlannedScenario repeated, int round)
    {
        TimeSpan needed = plan.Scenarios
            .Where(other => !other.IsExtra || repeated.IsExtra)
            .Aggregate(TimeSpan.Zero, (sum, other) => sum + (other.Scenario.ExpectedTime * other.Peers.Count * Math.Max(0, other.Rounds - round)));
        return needed + repeated.Scenario.ExpectedTime < Remaining;
    }

    private async Task MeasureWireAsync(CancellationToken cancellationToken)
    {
        TimeSpan end = Stopwatch.GetElapsedTime(_start) + TimeForWire;
        foreach (MessageShape shape in Enum.GetValues<MessageShape>())
        {
            foreach (Peer peer in PeerCatalog.All.Where(peer => _servers.ContainsKey(peer.ServerKind) && peer.Supports(WorkloadNames.Wire)))
            {
                Scenario scenario = new(shape.ToString(), WorkloadNames.Wire, TimeSpan.Zero, TimeSpan.Zero);
                if (Stopwatch.GetElapsedTime(_start) > end)
                {
                    _leftOut.Add($"bytes on the wire, {shape}, {peer.Name}");
                    continue;
                }

                _wire.Add(new RecordedRun(scenario.Name, 0, WasRepeated: false, await RunAsync(peer.Name, scenario, shape, cancellationToken)));
            }
        }
    }

    private async Task<RunResult> RunAsync(string peer, Scenario scenario, MessageShape shape, CancellationToken cancellationToken)
    {
        Peer measured = PeerCatalog.Get(peer);
        ServerEndpoint server = _servers[measured.ServerKind].Endpoint;
        RunSettings settings = new(server, scenario.WarmUp, scenario.Window, Shape: shape);
        RunResult result = await ClientProcess.RunAsync(measured, scenario.Workload, settings, scenario.IsCold, cancellationToken);
        if (server.Control is { } control)
        {
            await ControlClient.ResetAsync(control, cancellationToken);
        }

        return result;
    }
}
