using Messaging.Benchmarks.Peers;
using Messaging.Benchmarks.Running;
using Messaging.Benchmarks.Servers;
using Messaging.Benchmarks.Workloads;

namespace Messaging.Benchmarks.Tests.Workloads;

/// <summary>Every workload, for a moment and with few sessions, on the peers that are always there: so that the benchmark works when it is needed.</summary>
public sealed class SmokeTests
{
    [Theory]
    [InlineData(PeerCatalog.Product)]
    [InlineData(PeerCatalog.ProductLive)]
    [InlineData(PeerCatalog.StandIn)]
    [InlineData(PeerCatalog.Raw)]
    [InlineData(PeerCatalog.RawCoalescing)]
    [InlineData(PeerCatalog.SignalRJson)]
    [InlineData(PeerCatalog.SignalRMessagePack)]
    public async Task Workloads_OnAPeer_HaveFiguresAndNoFault(string name)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        Peer peer = PeerCatalog.Get(name);
        await using IBenchmarkServer server =
            await ServerCatalog.Own.First(own => own.Name == peer.ServerKind).StartHereAsync(cancellationToken);
        await using ControlEndpoint control = await ControlEndpoint.StartAsync(server, cancellationToken);
        ServerEndpoint endpoint = new(peer.ServerKind, Environment.ProcessId, server.Url, control.Url);
        RunSettings settings = new(endpoint, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200), Scale: 0.02) { Patience = WithinExtensions.Patience };
        foreach (string workload in WorkloadCatalog.Names.Where(peer.Supports))
        {
            RunResult result = await ClientRole.RunAsync(new RunContext(workload, peer, settings), cancellationToken);

            result.Failure.Should().BeNull($"{workload} has to run");
            result.Operations.Should().BePositive();
            result.CheckedMessages.Should().BePositive();
            await ControlClient.ResetAsync(control.Url, cancellationToken);
        }
    }

    [Fact]
    public async Task Processes_OfOneRun_StartMeasureAndEnd()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await using ServerProcess server = await ServerCatalog.Get(ServerCatalog.Messaging).StartAsync(cancellationToken);
        RunSettings settings = new(server.Endpoint, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(300), Scale: 0.02) { Patience = WithinExtensions.Patience };

        RunResult result = await ClientProcess.RunAsync(
            PeerCatalog.Get(PeerCatalog.Product), WorkloadNames.FanOut, settings, isCold: false, cancellationToken);

        result.Failure.Should().BeNull();
        result.Operations.Should().BePositive();
        result.ClientCpu.Total.Should().BePositive();
        server.Endpoint.ProcessId.Should().NotBe(Environment.ProcessId);
    }
}
