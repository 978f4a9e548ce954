namespace Messaging.TestKit;

/// <summary>
/// Waiting for signals. There is one limit for all tests and it is generous: it is there to end a run that hangs, never
/// to measure anything.
/// </summary>
public static class WithinExtensions
{
    /// <summary>How long a test waits for anything: 60 seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task Within(this Task task) => task.WaitAsync(Patience);

    public static Task<T> Within<T>(this Task<T> task) => task.WaitAsync(Patience);

    public static Task Within(this ValueTask task) => task.AsTask().WaitAsync(Patience);

    public static Task<T> Within<T>(this ValueTask<T> task) => task.AsTask().WaitAsync(Patience);
}
