using System.Diagnostics;
using System.Globalization;
using Messaging.LocalServer;

namespace Messaging.Tests.EndToEnd;

/// <summary>
/// One reader of a busy room stops to read. Nobody else may notice, and it has to learn the truth when it goes on. Alone in its collection: it
/// measures the memory of the whole process.
/// </summary>
[Collection(nameof(StoppedReaderTests))]
[CollectionDefinition(nameof(StoppedReaderTests), DisableParallelization = true)]
public sealed class StoppedReaderTests : ServerTest
{
    private const int Messages = 100_000;
    private const int Rounds = 10;

    // As long as the messages take, or as many more messages as MESSAGING_STOPPED_READER_SECONDS have room for.
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(
        Environment.GetEnvironmentVariable("MESSAGING_STOPPED_READER_SECONDS") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0);

    private const int MaximumQueuedBytes = 2 * 1024 * 1024;

    // What may wait, twice as it grows by doubling, and what the two rooms retain and their readers keep, generously.
    private const long MaximumGrowth = 48 * 1024 * 1024;

    /// <remarks>
    /// Two servers do the same in turns, one of them with a reader that has stopped: so both have the same machine, and what is
    /// measured is a ratio. The median of the rounds is printed; only a ratio that no noise explains fails the test.
    /// </remarks>
    [Fact]
    public async Task Read_OneReaderStops_OthersGoOnAsBeforeAndItLearnsWhatItMissed()
    {
        LocalDiffusionServer server = await StartServerAsync(configure: Bound);
        await using StallingRelay relay = StallingRelay.Start(server.Url);
        await using BusyRoom with = await BusyRoom.OpenAsync(NewClient, server.Url);
        await using BusyRoom without = await BusyRoom.OpenAsync(NewClient, (await StartServerAsync(configure: Bound)).Url);
        IChatRoom stoppedRoom = await NewClient(relay.Url).JoinAsync(BusyRoom.Name, BusyRoom.Options).Within();
        await using StreamProbe<RoomEvent> stopped = stoppedRoom.ReadAsync(ReadFrom.FromSequence(0)).Probe();
        await with.PostAsync(100);
        await without.PostAsync(100);
        long last = await ReadUpToAsync(stopped, 99, after: -1);

        relay.Stall();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long start = Stopwatch.GetTimestamp();
        List<double> ratios = [];
        List<long> queued = [];
        for (int round = 0; round < Rounds || Stopwatch.GetElapsedTime(start) < Duration; round++)
        {
            TimeSpan withTime = await with.PostAsync(Messages / Rounds, () => queued.Add(server.LongestQueue));
            TimeSpan withoutTime = await without.PostAsync(Messages / Rounds);
            ratios.Add(withoutTime / withTime);
        }

        long growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        TimeSpan stoppedFor = Stopwatch.GetElapsedTime(start);
        ratios.Sort();
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"stopped for {stoppedFor.TotalSeconds:f0} s and {ratios.Count * (Messages / Rounds):n0} messages; rate of the others with a stopped reader / without: "
            + $"median {ratios[ratios.Count / 2]:f2}, from {ratios[0]:f2} to {ratios[^1]:f2}; memory grew by {growth / 1024:n0} KiB; at most {queued.Max():n0} bytes waited");
        ratios[ratios.Count / 2].Should().BeGreaterThan(0.5);
        growth.Should().BeLessThan(MaximumGrowth);
        queued.Max().Should().BeInRange(MaximumQueuedBytes / 2, MaximumQueuedBytes, "it waits for the one that stopped, up to the bound");
        queued[^1].Should().BeLessThan(MaximumQueuedBytes / 2, "nothing waits for a session that has been closed");
        Log.Records.Should().ContainSingle(record => record.EventId.Name == "SessionClosed", "more waits for the one that stopped than may")
            .Which.Message.Should().Contain("reads too slowly").And.Contain($"{MaximumQueuedBytes} bytes");

        relay.Flow();
        last = await ReadUpToAsync(stopped, with.Posted - 1, last);
        await with.PostAsync(1);
        await ReadUpToAsync(stopped, with.Posted - 1, last);
    }

    private static void Bound(LocalServerOptions options)
    {
        options.MaximumMessageSize = 256 * 1024;
        options.MaximumQueuedBytes = MaximumQueuedBytes;

        // Pings would end the session of one that stops for a minute, too.
        options.SystemPingPeriod = TimeSpan.Zero;
    }

    /// <summary>Reads until a message is told; in order, none twice, and where one is missing there is a <see cref="Gap"/> before.</summary>
    private static async Task<long> ReadUpToAsync(StreamProbe<RoomEvent> reader, long sequence, long after)
    {
        bool isGap = false;
        while (after < sequence)
        {
            switch (await reader.NextAsync())
            {
                case MessagePosted { Message.Event.Sequence: long next }:
                    next.Should().BeGreaterThan(after);
                    (next == after + 1 || isGap).Should().BeTrue("between {0} and {1} messages are missing and no gap was told", after, next);
                    (after, isGap) = (next, false);
                    break;
                case Gap:
                    isGap = true;
                    break;
            }
        }

        after.Should().Be(sequence);
        return after;
    }
}
