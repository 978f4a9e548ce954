using Microsoft.Extensions.Time.Testing;

namespace Messaging.LocalServer.Tests.Support;

/// <summary>A clock that stands still, and tells when the server sets a timer: what it does not wait for yet does not end by moving the clock.</summary>
internal sealed class ObservedClock : FakeTimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<(TimeSpan DueTime, TaskCompletionSource Set)> _awaited = [];

    /// <summary>Completes when the next timer for this time has been set. To be called before what leads to that.</summary>
    public Task NextTimerAsync(TimeSpan dueTime)
    {
        TaskCompletionSource set = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _awaited.Add((dueTime, set));
        }

        return set.Task;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        lock (_gate)
        {
            int index = _awaited.FindIndex(awaited => awaited.DueTime == dueTime);
            if (index >= 0)
            {
                _awaited[index].Set.SetResult();
                _awaited.RemoveAt(index);
            }
        }

        return timer;
    }
}
