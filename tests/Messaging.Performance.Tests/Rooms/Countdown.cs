namespace Messaging.Performance.Tests.Rooms;

/// <summary>Waits until something has happened so many times, and allocates next to nothing for it.</summary>
internal sealed class Countdown
{
    private TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left;

    /// <summary>Begins a count; the task completes when it has come down.</summary>
    public Task StartAsync(int count)
    {
        _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _left, count);
        return _reached.Task;
    }

    /// <summary>It happened once more.</summary>
    public void Signal()
    {
        switch (Interlocked.Decrement(ref _left))
        {
            case 0:
                _reached.SetResult();
                break;
            case < 0:
                Fail(new InvalidOperationException("It happened more often than it should."));
                break;
        }
    }

    /// <summary>It will not come down.</summary>
    public void Fail(Exception reason) => _reached.TrySetException(reason);
}
