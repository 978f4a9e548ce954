namespace Messaging.Sessions;

/// <summary>
/// Lets the time of many calls pass with one timer: all have the same limit, so the call that began first is over first, and that is
/// all that has to be waited for. There is no timer while there is no call. Thread-safe.
/// </summary>
/// <param name="limit">The limit.</param>
/// <param name="time">The clock.</param>
internal sealed class CallClock(TimeSpan limit, TimeProvider time)
{
    /// <summary>For which part of the limit calls go into the same batch.</summary>
    private const int BatchShare = 8;

    private readonly Lock _lock = new();
    private TimedCall? _first;
    private TimedCall? _last;
    private ITimer? _timer;
    private CallBatch? _batch;

    private long Limit => (long)(limit.TotalSeconds * time.TimestampFrequency);

    /// <summary>One more call is about to begin.</summary>
    public CallBatch Enter()
    {
        long now = time.GetTimestamp();
        lock (_lock)
        {
            if (_batch is not { HasExpired: false } batch || now - batch.Begun > Limit / BatchShare)
            {
                batch = _batch = new CallBatch(now);
            }

            batch.Count++;
            return batch;
        }
    }

    /// <summary>A call that has entered was over at once.</summary>
    public void Leave(CallBatch batch)
    {
        bool isAbandoned;
        lock (_lock)
        {
            isAbandoned = IsAbandonedWithout(batch);
        }

        AbandonIf(isAbandoned, batch);
    }

    /// <summary>A call that has entered is under way.</summary>
    public void Add(TimedCall call)
    {
        lock (_lock)
        {
            call.Deadline = time.GetTimestamp() + Limit;
            call.IsUnderWay = true;
            call.Previous = _last;
            _first ??= call;
            _last?.Next = call;
            _last = call;
            _timer ??= time.CreateTimer(static clock => ((CallClock)clock!).OnTimer(), this, limit, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The answer has come.</summary>
    /// <returns><see langword="false"/>: too late.</returns>
    public bool TryRemove(TimedCall call)
    {
        bool isAbandoned;
        lock (_lock)
        {
            if (!call.IsUnderWay)
            {
                return false;
            }

            Remove(call);
            isAbandoned = IsAbandonedWithout(call.Batch);
            if (_first is null)
            {
                _timer?.Dispose();
                _timer = null;
            }
        }

        AbandonIf(isAbandoned, call.Batch);
        return true;
    }

    private void OnTimer()
    {
        while (TakeExpired(out bool isAbandoned) is { } call)
        {
            call.Expire();
            AbandonIf(isAbandoned, call.Batch);
        }
    }

    /// <summary>The first call, if its time is over. Otherwise the timer goes on, as long as there is a call.</summary>
    private TimedCall? TakeExpired(out bool isAbandoned)
    {
        isAbandoned = false;
        lock (_lock)
        {
            if (_first is not { } first)
            {
                _timer?.Dispose();
                _timer = null;
                return null;
            }

            long now = time.GetTimestamp();
            if (first.Deadline > now)
            {
                // Rounded up: a timer that comes a little early has to come once more.
                TimeSpan left = time.GetElapsedTime(now, first.Deadline);
                _timer?.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
                return null;
            }

            Remove(first);
            first.Batch.HasExpired = true;
            isAbandoned = IsAbandonedWithout(first.Batch);
            return first;
        }
    }

    private void Remove(TimedCall call)
    {
        call.IsUnderWay = false;
        if (call.Previous is { } previous)
        {
            previous.Next = call.Next;
        }
        else
        {
            _first = call.Next;
        }

        if (call.Next is { } next)
        {
            next.Previous = call.Previous;
        }
        else
        {
            _last = call.Previous;
        }

        call.Previous = call.Next = null;
    }

    /// <summary>One call of the batch is over: whether that was the last.</summary>
    private static bool IsAbandonedWithout(CallBatch batch) => --batch.Count == 0 && batch.HasExpired;

    private static void AbandonIf(bool isAbandoned, CallBatch batch)
    {
        if (isAbandoned)
        {
            batch.Abandon();
        }
    }
}
