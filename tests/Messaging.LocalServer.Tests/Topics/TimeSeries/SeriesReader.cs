using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Topics.TimeSeries;

/// <summary>What a subscriber of one time series makes of the frames that it gets: values, deltas, compressed or not.</summary>
internal sealed class SeriesReader(RawClient client)
{
    private byte[] _last = [];

    public List<TimeSeriesEvent> Events { get; } = [];

    public int Deltas { get; private set; }

    public int Compressed { get; private set; }

    /// <summary>Reads until an answer comes, and takes the events before it.</summary>
    public async Task<byte[]> ReadAnswerAsync()
    {
        while (true)
        {
            byte[] payload = (await client.ReceiveAsync()).Payload;
            if (!Take(payload))
            {
                return payload;
            }
        }
    }

    /// <summary>Reads until an event has this sequence number.</summary>
    public async Task ReadUntilAsync(long sequence)
    {
        while (Events.Count == 0 || Events[^1].Metadata.Sequence < sequence)
        {
            Take((await client.ReceiveAsync()).Payload).Should().BeTrue();
        }
    }

    private bool Take(byte[] payload)
    {
        Frame frame = Frame.Read(payload);
        if (frame.Type is not (FrameType.Value or FrameType.Delta))
        {
            return frame.Type == FrameType.Request;
        }

        Compressed += frame.IsCompressed ? 1 : 0;
        Deltas += frame.Type == FrameType.Delta ? 1 : 0;
        ReadOnlyMemory<byte> body = frame.IsCompressed ? FrameCompression.Decompress(frame.Body, 1_000_000) : frame.Body;
        _last = frame.Type == FrameType.Delta ? BinaryDelta.Apply(_last, body) : body.ToArray();
        WireReader reader = new(_last);
        Events.Add(TimeSeriesEvent.ReadFrom(ref reader));
        return true;
    }
}
