namespace Messaging.Sessions;

/// <summary>Runs at most once, whoever asks; everybody who asked waits for the same run.</summary>
internal sealed class OneTimeAction(Func<Task> action)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _started;

    public bool HasStarted => Volatile.Read(ref _started) != 0;

    public Task RunAsync()
    {
        if (Interlocked.Exchange(ref _started, 1) == 0)
        {
            _ = RunCoreAsync();
        }

        return _done.Task;
    }

    private async Task RunCoreAsync()
    {
        try
        {
            await action().ConfigureAwait(false);
            _done.SetResult();
        }
        catch (Exception error)
        {
            _done.SetException(error);
        }
    }
}
