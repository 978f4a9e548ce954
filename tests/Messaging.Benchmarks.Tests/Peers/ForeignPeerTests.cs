using Messaging.Benchmarks.Peers;
using Messaging.Benchmarks.Running;
using Messaging.Benchmarks.Servers;
using Messaging.Benchmarks.Workloads;
using Messaging.TestKit.Node;

namespace Messaging.Benchmarks.Tests.Peers;

/// <summary>Peers whose programs are not ours are left out with a reason, or run. Nothing here needs them to be installed.</summary>
public sealed class ForeignPeerTests
{
    public static TheoryData<string> Names => [PeerCatalog.Nats, PeerCatalog.Redis, PeerCatalog.Mqtt, PeerCatalog.JavaScript];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Workloads_WhereTheProgramIsThere_HaveFiguresAndNoFault(string name)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        Peer peer = PeerCatalog.Get(name);
        if (name == PeerCatalog.JavaScript && Executables.Find("node") is not null)
        {
            // Whole: other test projects install it at the same time, and a part of it would look like all.
            await NodeSdk.GetOrSkipAsync();
        }

        if (peer.FindObstacle() is { } obstacle)
        {
            obstacle.Should().NotBeEmpty();
            TestContext.Current.TestOutputHelper!.WriteLine($"{name} is not measured here: {obstacle}");
            return;
        }

        await using ServerProcess server = await ServerCatalog.Get(peer.ServerKind).StartAsync(cancellationToken);
        RunSettings settings = new(server.Endpoint, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(300), Scale: 0.05) { Patience = WithinExtensions.Patience };
        foreach (string workload in WorkloadCatalog.Names.Where(peer.Supports).Where(workload => workload is WorkloadNames.FanOut or WorkloadNames.Append or WorkloadNames.JoinHistory))
        {
            RunResult result = await ClientProcess.RunAsync(peer, workload, settings, isCold: false, cancellationToken);

            result.Failure.Should().BeNull($"{workload} has to run");
            result.Operations.Should().BePositive();
            result.CheckedMessages.Should().BePositive();
        }
    }

    [Theory]
    [InlineData(ServerCatalog.Nats, "--nats")]
    [InlineData(ServerCatalog.Redis, "--redis")]
    [InlineData(ServerCatalog.Mosquitto, "--mosquitto")]
    public void Obstacle_OfAProgramThatIsNotThere_SaysHowToNameIt(string kind, string option)
    {
        ForeignServerKind server = ServerCatalog.Foreign.Single(server => server.Name == kind);

        ForeignPrograms.DescribePlaces(server.Program, server.Option).Should().Contain(option).And.Contain($"MESSAGING_BENCHMARK_{server.Option.ToUpperInvariant()}");
    }
}
