using System.CommandLine;
using System.Text.Json;
using Messaging.Benchmarks.Growth;
using Messaging.Benchmarks.Messages;
using Messaging.Benchmarks.Micro;
using Messaging.Benchmarks.Peers;
using Messaging.Benchmarks.Reporting;
using Messaging.Benchmarks.Running;
using Messaging.Benchmarks.Servers;
using Messaging.Benchmarks.Workloads;

namespace Messaging.Benchmarks;

/// <summary>The command line: the benchmark, one run of it, and the roles of the processes that it starts.</summary>
internal static class CommandLine
{
    public static RootCommand Create()
    {
        Option<bool> isQuick = new("--quick") { Description = "A few short rounds, in under four minutes, to see whether something went wrong." };
        Option<string> output = new("--output")
        {
            Description = "The directory for the report.",
            DefaultValueFactory = _ => Path.Combine("artifacts", "benchmarks"),
        };
        Option<string?> document = new("--document") { Description = "A Markdown file to put the results into, between its markers." };
        RootCommand command = new("Compares Messaging with other ways to send messages, side by side on this machine.")
        {
            isQuick, output, document, CreateRun(), CreateServer(), CreateClient(), GrowthCommand.Create(), MicroCommand.Create(),
        };
        IReadOnlyList<Option<FileInfo?>> programs = AddPrograms(command);
        command.SetAction((result, cancellationToken) =>
        {
            ForeignPrograms.Apply(result, programs);
            return WholeBenchmark.RunAsync(
                result.GetValue(isQuick), result.GetValue(output)!, result.GetValue(document), cancellationToken);
        });
        return command;
    }

    private static Command CreateRun()
    {
        Argument<string> peer = Peer();
        Argument<string> workload = WorkloadName();
        Option<double> warmUp = Seconds("--warm-up", "How many seconds the load runs before it is measured.", 4);
        Option<double> window = Seconds("--window", "How many seconds it is measured.", 1.5);
        Option<int> repetitions = new("--repeat") { Description = "How many runs after the one that warms the server.", DefaultValueFactory = _ => 1 };
        Option<bool> isCold = new("--cold") { Description = "With the runtime's own settings, as a client that has just started." };
        Command command = new("run", "Runs one workload on one peer, with a server of its own, and prints its figures.")
        {
            peer, workload, warmUp, window, repetitions, isCold,
        };
        IReadOnlyList<Option<FileInfo?>> programs = AddPrograms(command);
        command.SetAction((result, cancellationToken) =>
        {
            ForeignPrograms.Apply(result, programs);
            return SingleRun.RunAsync(
                result.GetValue(peer)!,
                result.GetValue(workload)!,
                TimeSpan.FromSeconds(result.GetValue(warmUp)),
                TimeSpan.FromSeconds(result.GetValue(window)),
                result.GetValue(repetitions),
                result.GetValue(isCold),
                cancellationToken);
        });
        return command;
    }

    private static Command CreateServer()
    {
        Argument<string> kind = new("kind") { Description = "The kind of server." };
        kind.AcceptOnlyFromAmong([.. ServerCatalog.Own.Select(own => own.Name)]);
        Command command = new("server", "A role: serves until the standard input ends.") { kind };
        command.SetAction((result, cancellationToken) => ServerRole.RunAsync(result.GetValue(kind)!, cancellationToken));
        return command;
    }

    private static Command CreateClient()
    {
        Argument<string> peer = Peer();
        Argument<string> workload = WorkloadName();
        Option<string> endpoint = new("--endpoint") { Description = "The line that the server printed.", Required = true };
        Option<double> warmUp = Seconds("--warm-up", "How many seconds the load runs before it is measured.", 4);
        Option<double> window = Seconds("--window", "How many seconds it is measured.", 1.5);
        Option<double> patience = Seconds("--patience", "How many seconds what was begun may take to end.", 5);
        Option<double> scale = Seconds("--scale", "What part of all sessions and rooms there are.", 1);
        Option<MessageShape> shape = new("--shape") { Description = "What the messages are like." };
        Command command = new("client", "A role: runs one workload once and prints its figures as a line of JSON.")
        {
            peer, workload, endpoint, warmUp, window, patience, scale, shape,
        };
        command.SetAction((result, cancellationToken) => ClientRole.RunAsync(
            result.GetValue(peer)!,
            result.GetValue(workload)!,
            new RunSettings(
                JsonSerializer.Deserialize(result.GetValue(endpoint)!, BenchmarkJson.Default.ServerEndpoint)!,
                TimeSpan.FromSeconds(result.GetValue(warmUp)),
                TimeSpan.FromSeconds(result.GetValue(window)),
                result.GetValue(scale),
                result.GetValue(shape))
            {
                Patience = TimeSpan.FromSeconds(result.GetValue(patience)),
            },
            cancellationToken));
        return command;
    }

    private static IReadOnlyList<Option<FileInfo?>> AddPrograms(Command command)
    {
        IReadOnlyList<Option<FileInfo?>> programs = ForeignPrograms.CreateOptions();
        foreach (Option<FileInfo?> program in programs)
        {
            command.Add(program);
        }

        return programs;
    }

    private static Argument<string> Peer()
    {
        Argument<string> argument = new("peer") { Description = "The peer." };
        argument.AcceptOnlyFromAmong([.. PeerCatalog.All.Select(peer => peer.Name)]);
        return argument;
    }

    private static Argument<string> WorkloadName()
    {
        Argument<string> argument = new("workload") { Description = "The workload." };
        argument.AcceptOnlyFromAmong([.. WorkloadCatalog.Names]);
        return argument;
    }

    private static Option<double> Seconds(string name, string description, double value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };
}
