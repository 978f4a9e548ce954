namespace Messaging.Benchmarks.Measuring;

/// <summary>What is really alive on this process's heap.</summary>
internal static class ManagedHeap
{
    /// <summary>Collects until nothing more goes away; returns the bytes that remain.</summary>
    public static long Collect()
    {
        for (int round = 0; round < 3; round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
