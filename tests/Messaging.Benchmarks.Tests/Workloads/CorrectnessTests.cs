using Messaging.Benchmarks.Running;
using Messaging.Benchmarks.Servers;
using Messaging.Benchmarks.Workloads;

namespace Messaging.Benchmarks.Tests.Workloads;

/// <summary>A run in which a peer loses, doubles or reorders one message has no figures.</summary>
public sealed class CorrectnessTests
{
    public static TheoryData<string> Names =>
        [WorkloadNames.RoundTrip, WorkloadNames.FanOut, WorkloadNames.Rooms, WorkloadNames.Append, WorkloadNames.JoinHistory];

    public static TheoryData<string, string> Harms
    {
        get
        {
            TheoryData<string, string> harms = [];
            foreach (TheoryDataRow<string> workload in Names)
            {
                harms.Add(workload.Data, nameof(FaultyPeer.Harm.Lose));
                harms.Add(workload.Data, nameof(FaultyPeer.Harm.Double));
                harms.Add(workload.Data, nameof(FaultyPeer.Harm.Swap));
            }

            return harms;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Run_PeerWithoutFault_HasFigures(string workload)
    {
        RunResult result = await RunAsync(workload, FaultyPeer.Harm.None);

        result.Failure.Should().BeNull();
        result.Operations.Should().BePositive();
        result.CheckedMessages.Should().BePositive();
    }

    [Theory]
    [MemberData(nameof(Harms))]
    public async Task Run_PeerThatHarmsAMessage_IsVoid(string workload, string harm) =>
        (await RunAsync(workload, Enum.Parse<FaultyPeer.Harm>(harm))).Should().Match<RunResult>(result => result.Failure != null && result.Operations == 0);

    // What harm makes stay away is not worth to be waited for long; what is well comes, on a busy machine as well.
    private static Task<RunResult> RunAsync(string workload, FaultyPeer.Harm harm)
    {
        ServerEndpoint here = new("here", Environment.ProcessId, new Uri("ws://127.0.0.1:1"), null);
        RunSettings settings = new(here, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(200), Scale: 0.05);
        settings = harm == FaultyPeer.Harm.None ? settings with { Patience = WithinExtensions.Patience } : settings;
        return ClientRole.RunAsync(new RunContext(workload, new FaultyPeer(harm), settings), TestContext.Current.CancellationToken);
    }
}
