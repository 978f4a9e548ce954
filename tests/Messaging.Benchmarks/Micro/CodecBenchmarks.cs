using System.Text;
using BenchmarkDotNet.Attributes;
using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;

namespace Messaging.Benchmarks.Micro;

/// <summary>Bytes and messages.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks
{
    private readonly WireWriter _writer = new(1024);
    private readonly byte[] _json = Encoding.UTF8.GetBytes(MicroSamples.MessageJson(1));
    private readonly byte[] _cbor = JsonCbor.FromJson(MicroSamples.MessageJson(1));
    private byte[] _event = [];
    private byte[] _frame = [];

    /// <summary>Makes what is read.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        WireWriter writer = new();
        WriteEvent(writer);
        _event = writer.ToArray();
        writer.Clear();
        Frame.WriteValue(writer, topicId: 7, _event);
        _frame = writer.ToArray();
    }

    /// <summary>The value that an app's text becomes.</summary>
    [Benchmark]
    public byte[] JsonToCbor() => JsonCbor.FromUtf8Json(_json);

    /// <summary>The text of a value that came.</summary>
    [Benchmark]
    public string CborToJson() => JsonCbor.ToJson(_cbor);

    /// <summary>An event of a time series, into a buffer that is used again.</summary>
    [Benchmark]
    public int WriteEventFrame()
    {
        _writer.Clear();
        Frame.WriteValue(_writer, topicId: 7, _event);
        return _writer.Length;
    }

    /// <summary>The same, read.</summary>
    [Benchmark]
    public long ReadEventFrame()
    {
        WireReader reader = new(Frame.Read(_frame).Body);
        return TimeSeriesEvent.ReadFrom(ref reader).Metadata.Sequence;
    }

    private void WriteEvent(WireWriter writer) =>
        new TimeSeriesEvent(new DiffusionWire.Values.EventMetadata(1000, 1_764_000_000_000, "user"), Original: null, _cbor).WriteTo(writer);
}
