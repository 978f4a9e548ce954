using Messaging.Benchmarks.Peers;
using Messaging.Benchmarks.Servers;
using Messaging.Benchmarks.Workloads;

namespace Messaging.Benchmarks.Running;

/// <summary>One peer, one workload, a server of its own: for somebody who works on the product and wants to know what a change does.</summary>
internal static class SingleRun
{
    public static async Task<int> RunAsync(
        string peer, string workload, TimeSpan warmUp, TimeSpan window, int repetitions, bool isCold, CancellationToken cancellationToken)
    {
        Peer measured = PeerCatalog.Get(peer);
        if (measured.FindObstacle() is { } obstacle)
        {
            Console.Error.WriteLine($"{peer} cannot be measured here: {obstacle}");
            return 1;
        }

        await using ServerProcess server = await ServerCatalog.Get(measured.ServerKind).StartAsync(cancellationToken);
        RunSettings settings = new(server.Endpoint, warmUp, window);
        bool isGood = true;

        // The first run warms the server; its figures are shown, and not to be used.
        for (int repetition = 0; repetition <= repetitions; repetition++)
        {
            RunResult result = await ClientProcess.RunAsync(measured, workload, settings, isCold, cancellationToken);
            Console.WriteLine(RunLine.Describe(result, repetition == 0 ? "(server cold)" : ""));
            isGood &= result.Failure is null;
            if (server.Endpoint.Control is { } control)
            {
                await ControlClient.ResetAsync(control, cancellationToken);
            }
        }

        return isGood ? 0 : 1;
    }
}
