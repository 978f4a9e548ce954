namespace Messaging.Benchmarks.Peers;

/// <summary>The first thing that went wrong in a run, wherever it happened. One fault fails the run.</summary>
internal sealed class Faults
{
    private readonly TaskCompletionSource<Exception> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the first fault, if there ever is one.</summary>
    public Task<Exception> First => _first.Task;

    /// <summary>Tells a fault.</summary>
    public void Report(Exception fault) => _first.TrySetResult(fault);

    /// <summary>Reports it if a call fails that nobody waits for.</summary>
    public void Watch(Task call)
    {
        if (!call.IsCompletedSuccessfully)
        {
            _ = call.ContinueWith(
                static (failed, faults) => ((Faults)faults!).Report(failed.Exception?.InnerException ?? new OperationCanceledException("A call was cancelled.")),
                this,
                CancellationToken.None,
                TaskContinuationOptions.NotOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }

    /// <summary>Throws if there was a fault.</summary>
    public void ThrowIfAny()
    {
        if (_first.Task.IsCompletedSuccessfully)
        {
            throw new InvalidOperationException($"The run is void: {_first.Task.Result.Message}", _first.Task.Result);
        }
    }
}
