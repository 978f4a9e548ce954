using Messaging.LocalServer.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.LocalServer.Tests.Sessions;

/// <summary>The wall clock of a machine is set, by hours. What waits for time to pass does not care: it counts, and asks no wall clock.</summary>
public sealed class ClockJumpTests : ServerTest
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    [InlineData(24 * 366)]
    [InlineData(-24 * 366)]
    [Trait("Rule", "SESS-30")]
    public async Task WallClock_Jumps_NoSessionEndsAndPingsGoOn(int hours)
    {
        RawClient[] clients = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ConnectAsync()));
        LocalServerStatistics before = Server.Statistics;

        _time.AdjustTime(_time.GetUtcNow().AddHours(hours));

        foreach (RawClient client in clients)
        {
            await client.RequestAsync("00 38 01", "06 01");
        }

        // The next ping comes when it would have come, and its answer counts.
        for (int ping = 1; ping <= 3; ping++)
        {
            _time.Advance(Period);
            foreach (RawClient client in clients)
            {
                await client.ExpectAsync($"00 37 0{ping}");
                await client.SendAsync($"06 0{ping}");
                await client.RequestAsync("00 38 01", "06 01");
            }

            _time.AdjustTime(_time.GetUtcNow().AddHours(-hours));
        }

        Server.Statistics.Should().Be(before);
        Log.Records.Should().NotContain(record => record.EventId.Name == "SessionClosed" || record.EventId.Name == "SessionEnded");
    }

    protected override void Configure(LocalServerOptions options)
    {
        options.TimeProvider = _time;
        options.SystemPingPeriod = Period;
    }
}
