using Messaging.DiffusionWire.Frames;

namespace Messaging.LocalServer.Sessions.Recovery;

/// <summary>Which frames a client sent last: as many as a client can repeat (SESS-10).</summary>
/// <remarks>A frame is known by its type and conversation, which no client uses twice. One thread at a time.</remarks>
internal sealed class FrameHistory
{
    // The official SDK remembers that many of its messages.
    private const int Capacity = 256;
    private const int SmallestLength = 16;

    private long[] _keys = [];
    private int _next;
    private int _count;

    /// <summary>The frame so many places back; 1 is the last one.</summary>
    public long this[int back] => _keys[(_next - back + _keys.Length) % _keys.Length];

    public static long KeyOf(in Frame frame) => ((long)frame.Type << 32) | (uint)frame.ConversationId;

    public void Add(long key)
    {
        if (_count == _keys.Length && _count < Capacity)
        {
            Array.Resize(ref _keys, Math.Max(SmallestLength, _count * 2));
            _next = _count;
        }

        _keys[_next] = key;
        _next = (_next + 1) % _keys.Length;
        _count = Math.Min(_count + 1, Capacity);
    }

    /// <summary>How many places back a frame is; 0 if it is not there.</summary>
    public int Find(long key)
    {
        for (int back = 1; back <= _count; back++)
        {
            if (this[back] == key)
            {
                return back;
            }
        }

        return 0;
    }

    public void Clear()
    {
        _keys = [];
        _next = 0;
        _count = 0;
    }
}
