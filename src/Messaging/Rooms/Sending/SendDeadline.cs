namespace Messaging.Rooms.Sending;

/// <summary>Until when a message may wait or be looked for. Counts time as it passes, and does not care how the wall clock is set.</summary>
internal readonly struct SendDeadline
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;
    private readonly long _start;

    /// <summary>A time from now.</summary>
    public SendDeadline(TimeProvider time, TimeSpan limit)
    {
        _time = time;
        _limit = limit;
        _start = time.GetTimestamp();
    }

    /// <summary>How much is left; zero when it is over.</summary>
    public TimeSpan Left => _limit - _time.GetElapsedTime(_start) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
}
