using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Connections;

public sealed class SlowConsumerTests : ServerTest
{
    private const int ValueSize = 16 * 1024;
    private const string NoConflation = "01 0a 'CONFLATION' 03 'off'";

    [Fact]
    public async Task Publish_ToOneWhoDoesNotRead_ClosesHimAndReachesAllOthers()
    {
        RawClient publisher = await ConnectAsync();
        RawClient reader = await ConnectAsync();
        RawClient slow = await ConnectAsync(receiveBufferSize: 4096);
        await publisher.RequestAsync($"00 70 01 01 'a' 0e {NoConflation}", "06 01 00");
        foreach (RawClient client in new[] { reader, slow })
        {
            await client.SendAsync("00 03 01 02 '>a' 00");
            await client.ExpectAsync($"00 57 01 01 01 'a' 0e {NoConflation}", "06 01");
        }

        int sent = 0;
        Random random = new(1);   // what is random travels as it is: no delta, no compression
        Task closed = Log.WhenLoggedAsync("SessionClosed");
        while (!closed.IsCompleted)
        {
            byte[] value = new byte[ValueSize];
            random.NextBytes(value);
            BitConverter.TryWriteBytes(value, ++sent).Should().BeTrue();
            await publisher.SendAsync([.. Notation.Bytes("00 76 02 01 'a' 0e 808001"), .. value, 0]);
            await publisher.ExpectAsync("06 02");
            byte[] received = (await reader.ReceiveAsync()).Payload;
            received.Should().HaveCount(5 + ValueSize);
            BitConverter.ToInt32(received, 5).Should().Be(sent);
        }

        Log.Records.Single(record => record.EventId.Name == "SessionClosed").Message.Should().Contain("reads too slowly").And.Contain("65536 bytes");
        await slow.ExpectEndAsync();
        Server.Statistics.Should().Match<LocalServerStatistics>(held => held.Sessions == 2 && held.Subscriptions == 1);
        await reader.RequestAsync("00 38 02", "06 02");
    }

    [Fact]
    public async Task Publish_BurstBelowTheBound_WaitsForHim()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync($"00 70 01 01 'a' 12 {NoConflation}", "06 01 00");
        await client.SendAsync("00 03 02 02 '>a' 00");
        await client.ExpectAsync($"00 57 01 01 01 'a' 12 {NoConflation}", "06 02");

        for (int i = 0; i < 2000; i++)
        {
            await client.SendAsync("00 76 03 01 'a' 12 01 05 00");
        }

        for (int i = 0; i < 2000; i++)
        {
            await client.ExpectAsync("04 00000001 05", "06 03");
        }
    }

    protected override void Configure(LocalServerOptions options)
    {
        options.MaximumMessageSize = 32 * 1024;
        options.MaximumQueuedBytes = 64 * 1024;
    }
}
