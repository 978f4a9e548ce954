using BenchmarkDotNet.Attributes;
using Messaging.DiffusionWire.Values;

namespace Messaging.Benchmarks.Micro;

/// <summary>Binary deltas: of one message to the next, and of a document that changes a little.</summary>
[MemoryDiagnoser]
public class DeltaBenchmarks
{
    private byte[] _old = [];
    private byte[] _new = [];
    private byte[] _delta = [];

    /// <summary>Which values.</summary>
    [Params("message", "document")]
    public string Shape { get; set; } = "";

    /// <summary>Makes the values.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _old = Make(1);
        _new = Make(2);
        _delta = BinaryDelta.Diff(_old, _new);
    }

    /// <summary>What the server does for each update.</summary>
    [Benchmark]
    public byte[] Diff() => BinaryDelta.Diff(_old, _new);

    /// <summary>What the client does for each update.</summary>
    [Benchmark]
    public byte[] Apply() => BinaryDelta.Apply(_old, _delta);

    private byte[] Make(int number) => Shape == "message" ? JsonCbor.FromJson(MicroSamples.MessageJson(number)) : MicroSamples.Document(number);
}
