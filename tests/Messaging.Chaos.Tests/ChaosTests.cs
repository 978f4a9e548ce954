using Messaging.Chaos.Tests.Evidence;

namespace Messaging.Chaos.Tests;

/// <summary>
/// Nothing is lost and nothing doubled, whatever breaks. A minute by default; <c>MESSAGING_CHAOS_SECONDS=3600</c> makes it an hour, and
/// <c>--output Detailed</c> shows what a run did.
/// </summary>
public sealed class ChaosTests : LoggedTest
{
    [Fact]
    public Task Rooms_CutConnectionsAndAKilledServer_NothingIsLostOrDoubled() => RunAsync(new ChaosPlan());

    [Fact]
    public Task Rooms_TheSameWithTheJavaScriptSdk_NothingIsLostOrDoubled() =>
        RunAsync(new ChaosPlan { JavaScriptWriters = 7, JavaScriptReaders = 13 });

    /// <summary>Many at once, for half a minute, and the server lives.</summary>
    [Fact]
    public Task Rooms_AThousandSessionsInFiftyRooms_NothingIsLostOrDoubled() => RunAsync(new ChaosPlan
    {
        Duration = TimeSpan.FromSeconds(30),
        Rooms = 50,
        Writers = 50,
        Readers = 950,
        ShortestPause = TimeSpan.FromSeconds(1),
        CutInterval = TimeSpan.FromMilliseconds(50),
        ServerKills = 0,
    });

    /// <summary>Hardly is the server there, it is gone again.</summary>
    [Fact]
    public Task Rooms_AServerThatRestartsAllTheTime_NothingIsLostOrDoubled() => RunAsync(new ChaosPlan
    {
        Duration = TimeSpan.FromSeconds(20),
        Rooms = 2,
        Writers = 8,
        Readers = 8,
        CutInterval = TimeSpan.FromSeconds(1),
        ServerKills = 9,
    });

    private async Task RunAsync(ChaosPlan plan)
    {
        using var log = new RunLog(Log);
        ChaosReport report = await ChaosRun.RunAsync(plan, log);

        TestContext.Current.TestOutputHelper!.WriteLine(report.ToString());
        report.Problems.Should().BeEmpty($"of this:\n{report}");
        report.ServerKills.Should().Be(plan.ServerKills);
        report.Sent.Count(message => message.Outcome == Outcome.Accepted).Should().BeGreaterThan(plan.Writers, "they wrote");
        if (plan.ServerKills > 0)
        {
            report.Fleet.Replaced.Should().BeGreaterThanOrEqualTo(plan.ServerKills, "no session outlives its server");
            log.Outcomes.Values.Sum().Should().BeGreaterThanOrEqualTo(plan.ServerKills, "answers got lost before each kill");
        }

        // Where the server hardly ever lives for long, few sessions do.
        if (plan.CutInterval < TimeSpan.FromSeconds(1))
        {
            report.Fleet.Resumed.Should().BePositive("connections were cut");
        }

        if (plan.JavaScriptWriters > 0)
        {
            report.JavaScript.Reconnects.Should().BePositive("connections were cut");
        }
    }
}
