using System.Collections.Concurrent;

namespace Messaging.TestKit;

/// <summary>
/// Collects the exceptions of tasks that nobody observed, for the whole process. As an assembly fixture it looks once more
/// when all tests have run, so that a fault that nobody saw fails the run even when no test can be blamed.
/// </summary>
public sealed class UnobservedTaskExceptions : IDisposable
{
    private static readonly ConcurrentQueue<Exception> Seen = new();
    private static int _watching;

    public UnobservedTaskExceptions() => Watch();

    /// <summary>Begins to collect; later calls do nothing.</summary>
    public static void Watch()
    {
        if (Interlocked.Exchange(ref _watching, 1) == 0)
        {
            TaskScheduler.UnobservedTaskException += (_, e) => Seen.Enqueue(e.Exception);
        }
    }

    /// <summary>Throws what was collected since the last call, if anything.</summary>
    public static void ThrowIfAny()
    {
        var unobserved = new List<Exception>();
        while (Seen.TryDequeue(out Exception? exception))
        {
            unobserved.Add(exception);
        }

        if (unobserved.Count > 0)
        {
            throw new AggregateException("Exceptions of tasks that nobody observed.", unobserved);
        }
    }

    /// <summary>Lets every task that is not referenced any more report its exception, then throws what there is.</summary>
    public static void CollectAndThrowIfAny()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        ThrowIfAny();
    }

    public void Dispose() => CollectAndThrowIfAny();
}
