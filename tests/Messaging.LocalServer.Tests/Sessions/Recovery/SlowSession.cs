using System.Buffers.Binary;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Sessions.Recovery;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Tests.Sessions.Recovery;

/// <summary>
/// A session's output, topics whose values are numbers, and a client that reads when it is told to. An update travels as the step
/// from the number before, so a client that has not got that number cannot use it, and says so.
/// </summary>
internal sealed class SlowSession : IOutputOwner, IDisposable
{
    public const int PressureThreshold = 100;

    private const byte Value = 0x04;
    private const byte Step = 0x05;
    private const int QueueBound = 1 << 20;

    private static readonly byte[] Ping = Message(0x00, 0x37, 0, 10);

    private readonly WriteBatch _batch = new();
    private readonly Dictionary<int, int> _published = [];
    private readonly Dictionary<int, int> _seen = [];
    private HaltedStream _stream = new();
    private int _read;
    private int _skipped;

    public SlowSession() => Output = new SessionOutput(NewBuffer(new Lock()), new RecoveryBuffer(10_000, QueueBound));

    public SessionOutput Output { get; }

    /// <summary>What the client has received, in words: <c>1=5</c> is topic 1 with a whole value, <c>1+6</c> with a step, <c>m</c> a message.</summary>
    public List<string> Told { get; } = [];

    public IReadOnlyDictionary<int, int> Published => _published;

    public IReadOnlyDictionary<int, int> Seen => _seen;

    /// <summary>Publishes a topic's next number.</summary>
    /// <returns>False if the subscription has to end.</returns>
    public bool Publish(int topic, ConflationPolicy policy, int size = 20)
    {
        int number = _published[topic] = _published.GetValueOrDefault(topic) + 1;
        bool goesOn = Output.AppendUpdate(topic, Frame(Step, topic, number, size), Frame(Value, topic, number, size), policy, _batch);
        _batch.Flush();
        return goesOn;
    }

    /// <summary>Sends something that is never held back.</summary>
    public void Send(int size)
    {
        Output.AppendMessage(Message(type: 0x06, topic: 0, number: 0, size), _batch);
        _batch.Flush();
    }

    /// <summary>The client reads what is being written to it.</summary>
    /// <returns>False if nothing is.</returns>
    public bool Take()
    {
        bool isTaken = _stream.Take();
        ReadReceived();
        return isTaken;
    }

    /// <summary>The client reads all there is.</summary>
    public IReadOnlyList<string> TakeAll()
    {
        int before = Told.Count;
        while (Take())
        {
        }

        return Told[before..];
    }

    /// <summary>The connection is lost, and what was being written with it.</summary>
    public void Lose() => Output.Detach();

    /// <summary>The client is back on another connection, and has told what it received.</summary>
    public void Resume()
    {
        OutputBuffer buffer = NewBuffer(Output.Gate);
        _skipped = 1;
        Output.TryResume(buffer, Message(0x23, 0, 0, 10), Told.Count, Ping, 7, _batch, out _).Should().NotBeNull();
        _batch.Flush();
    }

    /// <summary>The client is back on another connection, and begins anew.</summary>
    public void Restart()
    {
        OutputBuffer buffer = NewBuffer(Output.Gate);
        Output.Restart(buffer, Ping, 7, _batch);
        _batch.Flush();
    }

    public void Dispose() => _stream.Dispose();

    public void OnOutputOverflow(int maximumQueuedBytes) => throw new InvalidOperationException("The queue is long enough.");

    public void OnOutputFailed(Exception exception) => throw new InvalidOperationException("Nothing fails here.", exception);

    private static byte[] Frame(byte type, int topic, int number, int size) => WebSocketFrameHeader.Frame(Message(type, topic, number, size));

    private static byte[] Message(byte type, int topic, int number, int size)
    {
        byte[] message = new byte[size];
        message[0] = type;
        message[1] = (byte)topic;
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(2), number);
        return message;
    }

    private OutputBuffer NewBuffer(Lock gate)
    {
        _stream = new HaltedStream();
        _read = 0;
        _skipped = 0;
        return new OutputBuffer(_stream, QueueBound, PressureThreshold, this, gate);
    }

    private void ReadReceived()
    {
        byte[] received = [.. _stream.Received];
        while (_read < received.Length)
        {
            // All frames here are short enough for a header of two bytes.
            int length = received[_read + 1];
            ReadOnlySpan<byte> message = received.AsSpan(_read + 2, length);
            _read += 2 + length;
            if (_skipped-- <= 0)
            {
                Hear(message[0], message[1], BinaryPrimitives.ReadInt32BigEndian(message[2..]));
            }
        }
    }

    private void Hear(byte type, int topic, int number)
    {
        if (type is not (Value or Step))
        {
            Told.Add("m");
            return;
        }

        int before = _seen.GetValueOrDefault(topic);
        if (type == Step)
        {
            before.Should().Be(number - 1, "a step of topic {0} to {1} builds on the number before", topic, number);
        }

        number.Should().BeGreaterThan(before, "the numbers of topic {0} come in order", topic);
        _seen[topic] = number;
        Told.Add($"{topic}{(type == Value ? '=' : '+')}{number}");
    }
}
