namespace Messaging.LocalServer.Connections;

/// <summary>Starts timers and knows how many were not disposed yet.</summary>
internal sealed class TimerCount
{
    private int _running;

    public int Running => Volatile.Read(ref _running);

    public ITimer Start(TimeProvider time, Action callback, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _running);
        return new CountedTimer(this, time.CreateTimer(static state => ((Action)state!)(), callback, dueTime, period));
    }

    private sealed class CountedTimer(TimerCount count, ITimer timer) : ITimer
    {
        private int _isDisposed;

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            Leave();
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Leave();
            return timer.DisposeAsync();
        }

        private void Leave()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            {
                Interlocked.Decrement(ref count._running);
            }
        }
    }
}
