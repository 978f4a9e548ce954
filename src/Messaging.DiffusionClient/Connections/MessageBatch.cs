using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionClient.Connections;

/// <summary>Messages that go out together, one behind the other in one buffer. Not thread-safe.</summary>
internal sealed class MessageBatch
{
    // A buffer that one large message has grown is not kept for the small ones.
    private const int LargestKeptBuffer = 256 * 1024;

    private readonly List<int> _ends = [];
    private WireWriter _buffer = new();

    /// <summary>How many messages there are.</summary>
    public int Count => _ends.Count;

    /// <summary>How many bytes they have.</summary>
    public int Length => _buffer.Length;

    /// <summary>One of the messages, valid until <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> this[int index]
    {
        get
        {
            int start = index == 0 ? 0 : _ends[index - 1];
            return _buffer.WrittenMemory[start.._ends[index]];
        }
    }

    /// <summary>Adds a copy of a message.</summary>
    public void Add(ReadOnlySpan<byte> message)
    {
        _buffer.WriteRaw(message);
        _ends.Add(_buffer.Length);
    }

    /// <summary>Forgets all messages.</summary>
    public void Clear()
    {
        _ends.Clear();
        if (_buffer.Capacity > LargestKeptBuffer)
        {
            _buffer = new WireWriter();
        }
        else
        {
            _buffer.Clear();
        }
    }
}
