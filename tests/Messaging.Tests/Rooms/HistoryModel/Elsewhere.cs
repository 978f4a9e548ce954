namespace Messaging.Tests.Rooms.HistoryModel;

/// <summary>
/// Counts the other threads that work for one run of the model, now. The run's mark goes with everything that is started from
/// it, and a thread that takes up such work, or is done with it, changes its context.
/// </summary>
internal sealed class Elsewhere : IDisposable
{
    private static readonly AsyncLocal<Elsewhere?> Mark = new(OnChanged);
    private int _threads;

    /// <summary>Begins on this thread.</summary>
    public Elsewhere() => Mark.Value = this;

    public bool IsQuiet => Volatile.Read(ref _threads) == 0;

    public void Dispose() => Mark.Value = null;

    private static void OnChanged(AsyncLocalValueChangedArgs<Elsewhere?> change)
    {
        if (change.ThreadContextChanged)
        {
            change.PreviousValue?.Count(-1);
            change.CurrentValue?.Count(1);
        }
    }

    private void Count(int threads) => Interlocked.Add(ref _threads, threads);
}
