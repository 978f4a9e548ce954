using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Persistence;

/// <summary>A disk that is full.</summary>
public sealed class WriteFailureTests : StorageServerTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Change_OnAFullDisk_IsRefusedWithTheReasonAndDoesNotHappen(bool flushes)
    {
        ExpectError("LogNotWritten");
        await StartAsync(flushes);
        RawClient client = await ConnectAsync();
        RawClient subscriber = await ConnectAsync();
        await client.RequestAsync("00 7a 01 01 'a' 0e 00 01 'x' 00", "06 01 00");
        await client.RequestAsync("00 70 02 01 's' 10 01 1c 'TIME_SERIES_EVENT_VALUE_TYPE' 06 'binary'", "06 02 00");
        await subscriber.SendAsync("00 03 01 05 '?.*//' 00");
        (await subscriber.ReceiveAsync()).Payload[1].Should().Be(0x57);
        Disk.Space = 0;

        await ExpectRefusedAsync("00 76 03 01 'a' 0e 01 'y' 00");                                       // set
        await ExpectRefusedAsync("00 63 03 01 's' 06 'binary' 01 'e'");                                  // append
        await ExpectRefusedAsync("00 70 03 01 'b' 0e 00");                                               // add
        await ExpectRefusedAsync("00 7a 03 01 'b' 0e 00 01 'x' 00");                                     // add and set
        await ExpectRefusedAsync("00 53 03 02 '>a'");                                                    // remove
        await ExpectRefusedAsync("00 70 03 01 'b' 0e 00");
        RawClient admin = await RawClient.ConnectAsync(Server.Url, RawClient.TargetFor("admin", "password"));
        await admin.SendAsync($"00 3a 03 {Notation.Text("remove principal 'client'")}");
        (await admin.ExpectErrorAsync(3, "ab 46")).Should().StartWith("Nothing was changed: the server cannot write to its data directory.");
        await admin.DisposeAsync();
        Server.Statistics.Topics.Should().Be(2);
        Server.Statistics.RetainedEvents.Should().Be(0);
        Log.Records.Count(record => record.EventId.Name == "LogNotWritten").Should().Be(1, "a log that is told of each refusal would fill the next disk");

        Disk.Space = long.MaxValue;
        await client.RequestAsync("00 76 03 01 'a' 0e 01 'z' 00", "06 03");
        await client.RequestAsync("00 53 04 02 '>a'", "06 04 01");
        Log.Records.Should().ContainSingle(record => record.EventId.Name == "LogWrittenAgain");

        // What the subscriber sees is the whole truth: x when it came, then z, then the end of the topic.
        string seen = "";
        while (!seen.Contains("04000000017a", StringComparison.Ordinal))
        {
            seen += (await subscriber.ReceiveAsync()).Hex;
        }

        seen.Should().NotContain("040000000179");
        string expected = StorageRun.Recover(Disk.AfterTheProcess(), flushes);
        expected.Should().NotContain("topic a").And.NotContain("topic b").And.Contain("topic s").And.Contain("principal client");

        async Task ExpectRefusedAsync(string request)
        {
            await client.SendAsync(request);
            (await client.ExpectErrorAsync(3, "ab 46")).Should().Be(
                "Nothing was changed: the server cannot write to its data directory. Simulated: no space left on device.");
        }
    }
}
