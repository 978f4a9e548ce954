using BenchmarkDotNet.Attributes;
using Messaging.LocalServer.Sessions.Recovery;

namespace Messaging.Benchmarks.Micro;

/// <summary>Conflation: what the server does with updates for a session that reads too slowly.</summary>
[MemoryDiagnoser]
public class HeldValuesBenchmarks
{
    private readonly byte[] _frame = new byte[200];
    private HeldValues _held = new();
    private int _next;

    /// <summary>For how many topics a value is held back.</summary>
    [Params(1, 1000)]
    public int Topics { get; set; }

    /// <summary>Holds values back.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _held = new HeldValues();
        _next = 0;
        for (int topic = 0; topic < Topics; topic++)
        {
            _held.Add(topic, _frame);
        }
    }

    /// <summary>A newer value of a topic.</summary>
    [Benchmark]
    public bool Replace() => _held.TryReplace(Topics / 2, _frame);

    /// <summary>The oldest is sent, and another is held back.</summary>
    [Benchmark]
    public void SendAndHold()
    {
        _held.RemoveNext();
        _held.Add(_next++ % Topics, _frame);
    }
}
