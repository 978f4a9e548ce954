namespace Messaging.Sessions;

/// <summary>Tasks whose outcome nobody waits for any more.</summary>
internal static class AbandonedTask
{
    /// <summary>Observes whatever exception the task may end with, so that it is not reported as unobserved.</summary>
    public static void Abandon(this Task task) =>
        _ = task.ContinueWith(
            static ended => _ = ended.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
}
