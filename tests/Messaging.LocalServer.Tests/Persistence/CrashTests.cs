using Messaging.LocalServer.Persistence;
using Messaging.LocalServer.Tests.Persistence.Disk;

namespace Messaging.LocalServer.Tests.Persistence;

/// <summary>The end of the process, or of the machine, at every single operation on the disk, compactions included.</summary>
public sealed class CrashTests
{
    private const int Changes = 80;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Process_EndsAtAnyOperation_NothingThatHappenedIsMissing(int seed)
    {
        int operations = (await RunAsync(seed, new SimulatedDisk(), flushes: false)).Disk.Operations;
        operations.Should().BeGreaterThan(60, "the changes and compactions write something");
        for (int end = 0; end < operations; end++)
        {
            CrashRun run = await RunAsync(seed, new SimulatedDisk { EndsAt = end }, flushes: false);

            string recovered = StorageRun.Recover(run.Disk.AfterTheProcess(), flushes: false);

            run.ShouldBeAmong(recovered, run.States.Count - 1, end);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Machine_EndsAtAnyOperation_NothingThatWasConfirmedIsMissing(int seed)
    {
        int operations = (await RunAsync(seed, new SimulatedDisk(), flushes: true)).Disk.Operations;
        operations.Should().BeGreaterThan(60, "the changes and compactions write something");
        Random random = new(seed);
        for (int end = 0; end < operations; end++)
        {
            CrashRun run = await RunAsync(seed, new SimulatedDisk { EndsAt = end }, flushes: true);
            run.ShouldBeAmong(StorageRun.Recover(run.Disk.AfterTheProcess()), run.States.Count - 1, end);
            for (int i = 0; i < 5; i++)
            {
                SimulatedDisk left = run.Disk.AfterTheMachine(random);

                string recovered = StorageRun.Recover(left);

                run.ShouldBeAmong(recovered, run.Confirmed, end);
                StorageRun.Recover(left).Should().Be(recovered, "a second start finds what the first one found");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Storage_FailsAtAnyOperation_WhatIsRefusedDidNotHappen(int seed)
    {
        int operations = (await RunAsync(seed, new SimulatedDisk(), flushes: false)).Disk.Operations;
        for (int failure = 0; failure < operations; failure++)
        {
            CrashRun run = await RunAsync(seed, new SimulatedDisk { FailsAt = failure }, flushes: false);

            string recovered = StorageRun.Recover(run.Disk.AfterTheProcess(), flushes: false);

            run.ShouldBeAmong(recovered, run.States.Count - 1, failure);
        }
    }

    private static async Task<CrashRun> RunAsync(int seed, SimulatedDisk disk, bool flushes)
    {
        CrashRun run = new(disk);
        Workload workload = new(seed);
        Random random = new(seed);
        try
        {
            using Storage storage = StorageRun.Open(disk, flushes);
            run.Add(storage.State);
            run.Confirm();
            for (int i = 0; i < Changes; i++)
            {
                TryWrite(() => workload.Change(storage.State));
                run.Add(storage.State);
                if (random.Next(3) == 0)
                {
                    await storage.WaitAsync().Within();
                    run.Confirm();
                }

                if (i % 20 == 15)
                {
                    TryWrite(storage.Compactor.Compact);
                }
            }
        }
        catch (Exception e) when (e is DiskCrashException or IOException)
        {
        }

        return run;
    }

    // What fails for once is refused, and the server goes on.
    private static void TryWrite(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or Dispatch.ServiceException)
        {
        }
    }
}
