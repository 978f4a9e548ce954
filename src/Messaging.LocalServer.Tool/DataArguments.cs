using System.CommandLine;

namespace Messaging.LocalServer.Tool;

/// <summary>What the command line says about keeping data.</summary>
internal sealed class DataArguments
{
    private readonly Option<string?> _directory = new("--data")
    {
        Description = "Keep topics and both stores in a directory, so that they outlive the server. Principals and scripts count at its first start only.",
    };

    private readonly Option<bool> _flush = new("--fsync") { Description = "Tell clients of a change only when it is on the disk. Takes --data." };

    private readonly Option<long> _compactAt = new("--compact-at")
    {
        Description = "From which size on, in bytes, the log in the data directory is compacted when half of it says nothing any more.",
        DefaultValueFactory = _ => new LocalServerOptions().CompactionThreshold,
    };

    public void AddTo(Command command)
    {
        command.Add(_directory);
        command.Add(_flush);
        command.Add(_compactAt);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_flush) && result.GetValue(_directory) is null)
            {
                result.AddError("--fsync takes --data: without a directory there is nothing to flush.");
            }
        });
    }

    /// <summary>Sets the options of the server.</summary>
    public void Apply(ParseResult result, LocalServerOptions options)
    {
        options.DataDirectory = result.GetValue(_directory);
        options.FlushToDisk = result.GetValue(_flush);
        options.CompactionThreshold = result.GetValue(_compactAt);
    }
}
