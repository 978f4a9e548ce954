using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Persistence;

/// <summary>With flushes nobody is told of what is not on the disk.</summary>
public sealed class DurabilityTests : StorageServerTest
{
    private const string Series = "10 02 1c 'TIME_SERIES_EVENT_VALUE_TYPE' 06 'binary' 1a 'TIME_SERIES_RETAINED_RANGE' 08 'limit 20'";

    [Fact]
    public async Task Append_BeforeTheDiskHasIt_NeitherAuthorNorSubscriberNorReaderKnows()
    {
        await StartAsync();
        RawClient author = await ConnectAsync();
        RawClient subscriber = await ConnectAsync();
        RawClient reader = await ConnectAsync();
        await author.RequestAsync($"00 70 01 01 's' {Series}", "06 01 00");
        await subscriber.SendAsync("00 03 01 02 '>s' 00");
        await subscriber.ExpectAsync($"00 57 01 01 01 's' {Series}", "06 01");
        TaskCompletionSource mayEnd = new();
        Task flushing = Disk.HoldFlushes(mayEnd.Task);

        await author.SendAsync("00 63 02 01 's' 06 'binary' 03 'abc'");
        await flushing.Within();
        await reader.SendAsync("00 54 01 01 's' 00 0000 0003 0000 0003 05");
        await reader.SendAsync("00 70 02 01 't' 0e 01 0a 'PERSISTENT' 05 'false'");
        Task<RawFrame> answer = author.ReceiveAsync();
        Task<RawFrame> value = subscriber.ReceiveAsync();
        Task<RawFrame> result = reader.ReceiveAsync();

        // The server has handled the query: its thread did not wait for the disk. And still nobody knows.
        await Eventually.BecomesAsync(() => Server.Statistics.Topics, topics => topics == 2);
        Disk.WaitingFlushes.Should().Be(1);
        new[] { answer, value, result }.Should().OnlyContain(task => !task.IsCompleted);
        mayEnd.SetResult();
        (await answer.Within()).Payload[..3].Should().Equal(6, 2, 0);
        (await value.Within()).Hex.Should().StartWith("040000000100" + "00").And.EndWith("03616263");
        (await result.Within()).Hex.Should().StartWith("0601").And.EndWith("03616263");
    }

    [Fact]
    public async Task Append_ByManyWhileTheDiskIsSlow_ShareAFlush()
    {
        await StartAsync();
        RawClient client = await ConnectAsync();
        await client.RequestAsync($"00 70 01 01 's' {Series}", "06 01 00");
        RawClient[] clients = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ConnectAsync()));
        TaskCompletionSource mayEnd = new();
        Task flushing = Disk.HoldFlushes(mayEnd.Task);
        await client.SendAsync("00 63 02 01 's' 06 'binary' 00");
        await flushing.Within();
        int before = Disk.Flushes;

        foreach (RawClient other in clients)
        {
            await other.SendAsync("00 63 02 01 's' 06 'binary' 00");
        }

        await Eventually.BecomesAsync(() => Server.Statistics.RetainedEvents, events => events == 11);
        await client.SendAsync("00 38 03");
        mayEnd.SetResult();

        foreach (RawClient other in clients)
        {
            (await other.ReceiveAsync()).Payload[..2].Should().Equal(6, 2);
        }

        (await client.ReceiveAsync()).Payload[..3].Should().Equal(6, 2, 0);
        await client.ExpectAsync("06 03");
        Disk.Flushes.Should().BeInRange(before + 2, before + 4, "one that was under way, and about one for all others");
    }

    [Fact]
    public async Task Append_WithoutFlushes_IsAnsweredWhileTheDiskDoesNothing()
    {
        await StartAsync(flushes: false);
        RawClient client = await ConnectAsync();
        int before = Disk.Flushes;

        await client.RequestAsync($"00 70 01 01 's' {Series}", "06 01 00");

        Disk.Flushes.Should().Be(before);
    }

    [Fact]
    public async Task Flush_Fails_NobodyIsToldAndTheServerConfirmsNothingAnyMore()
    {
        ExpectError("LogNotFlushed");
        await StartAsync();
        RawClient author = await ConnectAsync();
        RawClient subscriber = await ConnectAsync();
        await author.RequestAsync("00 70 01 01 'a' 0e 00", "06 01 00");
        await subscriber.SendAsync("00 03 01 02 '>a' 00");
        await subscriber.ExpectAsync("00 57 01 01 01 'a' 0e 00", "06 01");
        string before = StateTextOfDisk();
        Disk.FailsToFlush = true;

        await author.SendAsync("00 76 02 01 'a' 0e 01 'x' 00");

        // Not a byte more comes: neither the answer nor the value.
        (await author.ReadToEndAsync()).Should().BeEmpty();
        (await subscriber.ReadToEndAsync()).Should().BeEmpty();
        Log.Records.Should().Contain(record => record.EventId.Name == "LogNotFlushed");
        Disk.FailsToFlush = false;
        Func<Task> late = () => RawClient.ConnectAsync(Server.Url);
        await late.Should().ThrowAsync<IOException>("a flush that succeeds after one that failed says nothing");
        StateTextOfDisk().Should().NotBe(before, "it may have been written all the same, and nobody was told that it was not");
    }

    private string StateTextOfDisk() => StorageRun.Recover(Disk.AfterTheProcess());
}
