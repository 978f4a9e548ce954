namespace Messaging.LocalServer.Sessions.Recovery;

/// <summary>The last frames that were sent to a session, numbered, in case its connection does not get them there (SESS-14).</summary>
/// <remarks>
/// <para>It holds references: a published value costs each subscriber one, however large it is. A session that is sent nothing
/// has no memory here, and one that has confirmed everything gives it back.</para>
/// <para>Bounded in frames and bytes. Overflow rule: while there is a connection the oldest frame goes, as it has probably arrived.
/// Without one, a frame that cannot have arrived takes all others with it: what is left would have a hole. Such a buffer keeps
/// nothing until it is <see cref="Restart">restarted</see>.</para>
/// <para>Guarded by the lock of its <see cref="SessionOutput"/>.</para>
/// </remarks>
internal sealed class RecoveryBuffer(int maximumFrames, int maximumBytes)
{
    private const int SmallestCapacity = 8;

    // What an emptied buffer keeps for the next frames, rather than to grow again.
    private const int KeptCapacity = 64;

    private byte[]?[] _ring = [];
    private int _first;
    private int _count;
    private long _bytes;
    private long _lastWithConnection = long.MaxValue;
    private bool _hasHole;

    /// <summary>How many frames were sent, and so the number of the last one.</summary>
    public long Sent { get; private set; }

    /// <summary>How many frames it holds: the last ones.</summary>
    public int Count => _count;

    /// <summary>One of the frames that it holds, from 0, the oldest.</summary>
    public byte[] this[int index] => _ring[Slot(index)]!;

    /// <summary>Takes the next frame.</summary>
    public void Add(byte[] frame)
    {
        Sent++;
        if (_hasHole)
        {
            return;
        }

        while (_count > 0 && (_count >= maximumFrames || _bytes + frame.Length > maximumBytes))
        {
            DropOldest();
        }

        if (_hasHole)
        {
            return;
        }

        if (frame.Length > maximumBytes)
        {
            _hasHole = Sent > _lastWithConnection;
            return;
        }

        if (_count == _ring.Length)
        {
            Resize(Math.Min(maximumFrames, Math.Max(SmallestCapacity, _count * 2)));
        }

        _ring[Slot(_count)] = frame;
        _count++;
        _bytes += frame.Length;
    }

    /// <summary>Whether a client that has received so many frames can be sent all others.</summary>
    public bool Continues(long received) => !_hasHole && received >= Sent - _count && received <= Sent;

    /// <summary>Forgets the frames up to a number: they have arrived.</summary>
    public void Confirm(long received)
    {
        while (_count > 0 && Sent - _count < received)
        {
            RemoveOldest();
        }

        if (_count == 0 && _ring.Length > KeptCapacity)
        {
            _ring = [];
        }
    }

    /// <summary>What is sent from now on has no connection to go to.</summary>
    public void OnDisconnected() => _lastWithConnection = Math.Min(_lastWithConnection, Sent);

    /// <summary>What is sent from now on has a connection.</summary>
    public void OnConnected() => _lastWithConnection = long.MaxValue;

    /// <summary>Forgets everything and counts from 1 again.</summary>
    public void Restart()
    {
        Clear();
        Sent = 0;
        _hasHole = false;
    }

    private int Slot(int index)
    {
        int slot = _first + index;
        return slot < _ring.Length ? slot : slot - _ring.Length;
    }

    private void DropOldest()
    {
        // Adding has counted the new frame already.
        long number = Sent - _count;
        if (number > _lastWithConnection)
        {
            Clear();
            _hasHole = true;
            return;
        }

        RemoveOldest();
    }

    private void RemoveOldest()
    {
        _bytes -= _ring[_first]!.Length;
        _ring[_first] = null;
        _first = Slot(1);
        _count--;
    }

    private void Resize(int capacity)
    {
        byte[]?[] ring = new byte[]?[capacity];
        for (int i = 0; i < _count; i++)
        {
            ring[i] = _ring[Slot(i)];
        }

        _ring = ring;
        _first = 0;
    }

    private void Clear()
    {
        _ring = [];
        _first = 0;
        _count = 0;
        _bytes = 0;
    }
}
