using Messaging.LocalServer;

namespace Messaging.Tests.EndToEnd;

/// <summary>What a client takes it gives back. Alone in its collection: it counts things of the whole process.</summary>
[Collection(nameof(LeakTests))]
[CollectionDefinition(nameof(LeakTests), DisableParallelization = true)]
public sealed class LeakTests : ServerTest
{
    private const int Cycles = 1000;

    [Fact]
    public async Task ThousandCycles_LeaveNothingBehind()
    {
        LocalDiffusionServer server = await StartServerAsync();
        await CycleAsync(server.Url, 50);
        Held before = await SettleAsync(server, held => held.Server is { Sessions: 0, Connections: 0 });

        await CycleAsync(server.Url, Cycles);

        Held after = await SettleAsync(
            server, held => held.Server == before.Server && held.Handles <= before.Handles && held.Timers <= before.Timers);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Cycles} cycles: before {before}, after {after}");
        after.Server.Should().Be(before.Server);
        after.Server.Topics.Should().Be(1, because: "a room outlives its guests");
        after.Server.Subscriptions.Should().Be(0);
        after.Server.Selections.Should().Be(0);
    }

    private static async Task CycleAsync(Uri url, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await using MessagingClient client = MessagingClient.Create(o => o.Url = url);
            await client.ConnectAsync().Within();
            IChatRoom room = await client.JoinAsync("lobby").Within();
            await room.LeaveAsync().Within();
        }
    }

    private static async Task<Held> SettleAsync(LocalDiffusionServer server, Func<Held, bool> settled) =>
        await Eventually.BecomesAsync(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return new Held(server.Statistics, CountHandles(), Timer.ActiveCount);
            },
            settled);

    /// <summary>
    /// Sockets, pipes and the like, where the system lists them. Files are left out: the runtime opens an assembly when its
    /// first type is needed and keeps it.
    /// </summary>
    private static int CountHandles() =>
        Directory.Exists("/proc/self/fd")
            ? Directory.GetFileSystemEntries("/proc/self/fd").Count(handle => Target(handle).Contains(':', StringComparison.Ordinal))
            : 0;

    /// <summary>Such as <c>socket:[4711]</c>; the handle that lists the directory is gone by now.</summary>
    private static string Target(string handle)
    {
        try
        {
            return new FileInfo(handle).LinkTarget ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }

    private sealed record Held(LocalServerStatistics Server, int Handles, long Timers);
}
