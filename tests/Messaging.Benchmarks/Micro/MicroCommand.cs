using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Messaging.Benchmarks.Micro;

/// <summary>The sub-command <c>micro</c>: single steps of a message's way, by BenchmarkDotNet.</summary>
internal static class MicroCommand
{
    public static Command Create()
    {
        Argument<string[]> arguments = new("arguments")
        {
            Description = "What BenchmarkDotNet takes, after two dashes: -- --filter *Selector* --job short. All of them, if there are none.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Command command = new("micro", "Measures single steps of a message's way: time and allocation of codec, selectors, fold, deltas and held values.") { arguments };
        command.SetAction(result => Run(result.GetValue(arguments) ?? []).All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success)) ? 0 : 1);
        return command;
    }

    /// <summary>Runs benchmarks.</summary>
    /// <param name="arguments">What BenchmarkDotNet takes.</param>
    public static IReadOnlyList<Summary> Run(string[] arguments)
    {
        string[] given = arguments.Contains("--filter") ? arguments : ["--filter", "*", .. arguments];

        // In this process: a project that is generated and built beside this one would not know the settings of this repository.
        IConfig config = DefaultConfig.Instance
            .WithArtifactsPath(Path.Combine("artifacts", "benchmarks", "micro"))
            .WithOptions(ConfigOptions.DisableOptimizationsValidator);
        return [.. BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly).Run([.. given, "--inProcess"], config)];
    }
}
