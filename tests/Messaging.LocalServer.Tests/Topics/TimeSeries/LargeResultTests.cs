using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Topics.TimeSeries;

public sealed class LargeResultTests : TimeSeriesTest
{
    [Fact]
    [Trait("Rule", "TOPIC-76")]
    public async Task Query_ResultAboveTheMaximumMessageSize_Answers9003AndTheSessionLives()
    {
        string text = new('x', 1000);
        RawClient client = await AddAsync($"10 01 {ValueType} 06 'string'");
        for (int i = 0; i < 5; i++)
        {
            await client.RequestAsync($"00 63 02 01 'a' 06 'string' eb07 7903e8 '{text}'", $"06 02 {Hex(i)} {T0} 00");
        }

        await client.SendAsync("00 54 03 01 'a' 00 0000 0003 0000 0003 05");
        (await client.ExpectErrorAsync(3, "ab46")).Should().Contain("5 events").And.Contain("room for 4096").And.Contain("with a limit");

        await client.SendAsync("00 54 03 01 'a' 00 0000 0003 0000 0003 01");
        await client.ExpectAsync($"06 03 06 'string' 05 01 00 04 {T0} 00 eb07 7903e8 '{text}'");
    }

    [Fact]
    public async Task Room_OfAnOutput_IsWhatItsBoundLeaves()
    {
        OutputBuffer output = new(Stream.Null, 4096, 4096, new Owner(), new Lock());
        WriteBatch batch = new();
        output.Room.Should().Be(4096);

        output.AppendFrame(new byte[1000], batch);
        output.Room.Should().Be(3096);
        batch.Flush();
        await output.CompleteAsync().Within();

        output.Room.Should().Be(4096);
    }

    protected override void Configure(LocalServerOptions options)
    {
        base.Configure(options);
        options.MaximumMessageSize = 4096;
    }

    private sealed class Owner : IOutputOwner
    {
        public void OnOutputOverflow(int maximumQueuedBytes) => Assert.Fail("Nothing overflows.");

        public void OnOutputFailed(Exception exception) => Assert.Fail("Nothing fails.");
    }
}
