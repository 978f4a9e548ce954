using Microsoft.Extensions.Time.Testing;

namespace Messaging.Tests.Fakes;

/// <summary>
/// A clock that stands still and says when somebody begins to wait, so that a test moves it when there is something to
/// move, and not before.
/// </summary>
public sealed class ObservableTime() : FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero))
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _started = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Started)> _waiting = [];

    /// <summary>How many timers exist that are not disposed.</summary>
    public int LiveTimers { get; private set; }

    /// <summary>
    /// Completes when all timers are disposed. A wait with a limit completes a moment before it disposes its timer, so whoever
    /// goes on after one may still see it.
    /// </summary>
    public Task WhenNoTimersAsync() => Eventually.BecomesAsync(() => LiveTimers, timers => timers == 0);

    /// <summary>By how much the wall clock has been set. Time passes as before: neither timers nor timestamps change by it.</summary>
    public TimeSpan WallClockOffset { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + WallClockOffset;

    // The base takes its timestamps from the wall clock.
    public override long GetTimestamp() => base.GetUtcNow().UtcTicks;

    /// <summary>Completes when a timer with this due time was started. Each timer is reported once.</summary>
    public Task WhenTimerAsync(TimeSpan due)
    {
        lock (_lock)
        {
            if (_started.Remove(due))
            {
                return Task.CompletedTask;
            }

            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((due, started));
            return started.Task;
        }
    }

    /// <summary>Waits until somebody waits for this long, and lets the time pass.</summary>
    public async Task PassAsync(TimeSpan due)
    {
        await WhenTimerAsync(due).Within();
        Advance(due);
    }

    /// <summary>Lets time pass until the task has ended, where a test cannot know when the waits for it begin.</summary>
    public async Task PassUntilOverAsync(Task task, TimeSpan step)
    {
        using var patience = new CancellationTokenSource(WithinExtensions.Patience);
        while (!task.IsCompleted)
        {
            Advance(step);
            await Task.Delay(1, patience.Token);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        lock (_lock)
        {
            LiveTimers++;
            int index = _waiting.FindIndex(w => w.Due == dueTime);
            if (index < 0)
            {
                _started.Add(dueTime);
            }
            else
            {
                _waiting[index].Started.SetResult();
                _waiting.RemoveAt(index);
            }
        }

        return new CountedTimer(this, timer);
    }

    private sealed class CountedTimer(ObservableTime time, ITimer timer) : ITimer
    {
        private int _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            timer.Dispose();
            Count();
        }

        public ValueTask DisposeAsync()
        {
            Count();
            return timer.DisposeAsync();
        }

        private void Count()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                lock (time._lock)
                {
                    time.LiveTimers--;
                }
            }
        }
    }
}
