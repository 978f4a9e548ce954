using Messaging.LocalServer;
using Messaging.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.Tests.EndToEnd;

/// <summary>The wall clocks of client and server are set, by hours, while a room is in use.</summary>
public sealed class ClockJumpTests : ServerTest
{
    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    public async Task WallClock_Jumps_RoomGoesOnWithoutAGap(int hours)
    {
        FakeTimeProvider time = new(DateTimeOffset.UnixEpoch.AddYears(56));
        LocalDiffusionServer server = await StartServerAsync(configure: options => options.TimeProvider = time);
        await using MessagingClient client = MessagingClient.Create(new MessagingOptions { Url = server.Url }, Log, time);
        IChatRoom room = await client.JoinAsync("lobby", new RoomOptions { Kind = RoomKind.History }).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync(ReadFrom.Latest(10)).Probe();
        (await reader.NextAsync()).Should().Be(new CaughtUp());

        for (int i = 0; i < 4; i++)
        {
            await room.SendAsync($"message {i}").Within();
            (await reader.NextAsync()).Text().Should().Be($"message {i}", "order is by number, not by clock");
            time.AdjustTime(time.GetUtcNow().AddHours(i % 2 == 0 ? hours : -2 * hours));
        }

        server.Statistics.Sessions.Should().Be(1);
        Log.Records.Should().NotContain(record => record.EventId.Name == "SessionEnded" || record.EventId.Name == "SessionClosed");
    }
}
