namespace Messaging.Benchmarks.Running;

/// <summary>All that a run of the benchmark found: what the JSON file has, and reports are made from.</summary>
internal sealed record BenchmarkRecord
{
    /// <summary>When it began.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>The machine and the runtime.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The peers that were left out, each with the reason.</summary>
    public required IReadOnlyDictionary<string, string> Absent { get; init; }

    public required IReadOnlyList<RecordedRun> Runs { get; init; }

    /// <summary>Bytes on the wire: a run for each peer and message shape.</summary>
    public required IReadOnlyList<RecordedRun> Wire { get; init; }

    /// <summary>What was planned and left out for want of time.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }

    /// <summary>The size of one message's own objects in the product, in bytes.</summary>
    public required double MessageObjectBytes { get; init; }
}
