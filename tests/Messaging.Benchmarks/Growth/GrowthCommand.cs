using System.CommandLine;

namespace Messaging.Benchmarks.Growth;

/// <summary>The sub-command <c>growth</c>.</summary>
internal static class GrowthCommand
{
    public static Command Create()
    {
        Option<int> rounds = new("--rounds") { Description = "How often each point is measured.", DefaultValueFactory = _ => 3 };
        Option<int> largest = new("--largest") { Description = "The largest size; what is larger is left out.", DefaultValueFactory = _ => 100_000 };
        Option<string> output = new("--output")
        {
            Description = "The directory for the report.",
            DefaultValueFactory = _ => Path.Combine("artifacts", "benchmarks"),
        };
        Command command = new("growth", "Measures what messages, joins, sessions and rooms cost as there are more of them, with the exponents.")
        {
            rounds, largest, output,
        };
        command.SetAction((result, cancellationToken) =>
            GrowthRun.RunAsync(result.GetValue(rounds), result.GetValue(largest), result.GetValue(output)!, cancellationToken));
        return command;
    }
}
