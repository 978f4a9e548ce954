using BenchmarkDotNet.Attributes;
using Messaging.DiffusionWire.Values;

namespace Messaging.Benchmarks.Micro;

/// <summary>Whether a selector selects a topic: asked for each topic that is added, and each selector that there is.</summary>
[MemoryDiagnoser]
public class SelectorBenchmarks
{
    private TopicSelector _selector = TopicSelector.Parse(">Chat/lobby");

    /// <summary>One of each kind.</summary>
    [Params(">Chat/lobby", "?Chat/.*", "?Chat//", "*Chat/[a-z]+", "#>Chat/other////>Chat/lobby")]
    public string Expression { get; set; } = "";

    /// <summary>Reads the selector.</summary>
    [GlobalSetup]
    public void SetUp() => _selector = TopicSelector.Parse(Expression);

    /// <summary>A topic that is selected.</summary>
    [Benchmark]
    public bool Match() => _selector.Matches("Chat/lobby");

    /// <summary>A topic that is not.</summary>
    [Benchmark]
    public bool NoMatch() => _selector.Matches("Accounts/lobby/rules");
}
