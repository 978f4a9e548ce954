namespace Messaging.Performance.Tests.Measuring;

/// <summary>Measures what this process allocates.</summary>
internal static class Allocations
{
    private const int WarmUpRounds = 2;
    private const int Rounds = 5;

    /// <summary>
    /// The bytes of all threads for each operation: the least of several rounds, because whatever else goes on in the process only adds.
    /// </summary>
    /// <param name="operations">How many operations a round has.</param>
    /// <param name="runRound">Runs a round; when it completes, nothing of it goes on.</param>
    public static async Task<double> PerOperationAsync(int operations, Func<Task> runRound)
    {
        double least = double.MaxValue;
        for (int round = 0; round < WarmUpRounds + Rounds; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await runRound();
            long bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
            if (round >= WarmUpRounds)
            {
                least = Math.Min(least, bytes / (double)operations);
            }
        }

        return least;
    }

    /// <summary>The bytes for each call of something that runs on the caller's thread. Exact.</summary>
    public static double PerCall(Action call)
    {
        const int Calls = 1000;
        call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int index = 0; index < Calls; index++)
        {
            call();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Calls;
    }
}
