namespace Messaging.Testing;

/// <summary>How far one direction of a connection has come, and the <see cref="FaultPoint"/>s before it. Thread-safe.</summary>
internal sealed class LanePosition
{
    private readonly Lock _lock = new();
    private readonly WebSocketScanner _scanner = new();
    private readonly List<FaultPoint> _points = [];
    private long _bytes;

    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    public long Frames
    {
        get
        {
            lock (_lock)
            {
                return _scanner.Messages;
            }
        }
    }

    public Task<byte[]> Head => _scanner.Head;

    public void Observe(Action<byte[]> onMessage)
    {
        lock (_lock)
        {
            _scanner.OnMessage += onMessage;
        }
    }

    public void Add(FaultPoint point)
    {
        lock (_lock)
        {
            point.OnPosition(_bytes, _scanner.Messages);
            _points.Add(point);
        }
    }

    /// <summary>Goes on by at most so many bytes, not beyond a place where something is to happen.</summary>
    /// <returns>How many bytes that are.</returns>
    public int Advance(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            int taken = 0;
            do
            {
                long next = _points.Min(point => point.Bytes) ?? (_bytes + bytes.Length);
                int step = _scanner.Read(bytes[taken..(int)Math.Clamp(taken + next - _bytes, taken, bytes.Length)]);
                taken += step;
                _bytes += step;
                _points.ForEach(point => point.OnPosition(_bytes, _scanner.Messages));
            }
            while (taken < bytes.Length && !_points.Exists(IsReached));

            return taken;
        }
    }

    /// <summary>Takes the places out that have been reached.</summary>
    public IReadOnlyList<FaultPoint> TakeReached()
    {
        lock (_lock)
        {
            List<FaultPoint> reached = _points.FindAll(IsReached);
            _points.RemoveAll(IsReached);
            return reached;
        }
    }

    private bool IsReached(FaultPoint point) => point.Bytes <= _bytes;
}
