namespace Messaging.DiffusionClient.Sessions;

/// <summary>Waits for what goes on whether somebody waits for it or not.</summary>
internal static class Waiting
{
    /// <summary>Waits until the task ends or the caller gives up, which does not end the task.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<T> OrGiveUpAsync<T>(this Task<T> task, CancellationToken cancellationToken)
    {
        try
        {
            return await task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!task.IsCompleted)
        {
            // Nobody is left to hear how it ends.
            _ = task.ContinueWith(
                static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw;
        }
    }
}
