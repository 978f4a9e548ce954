using System.Globalization;
using Messaging.LocalServer;
using Microsoft.Extensions.Logging;

namespace Messaging.Tests.EndToEnd.HistorySchedules;

/// <summary>
/// Several clients write, edit, remove and read one room at the same time, over the wire, while the server forgets what leaves a
/// small retained range and connections are cut. At the end what every reader made of its stream is what the server has, or a
/// gap says where it is not, and no gap says so without need.
/// </summary>
public sealed class HistoryScheduleTests : LoggedTest
{
    private const int Schedules = 200;
    private const int SideBySide = 12;

    /// <summary>The environment variable that has one schedule played alone.</summary>
    private const string SeedVariable = "HISTORY_SCHEDULE_SEED";

    [Fact]
    public async Task Read_AnySchedule_IsTheServersStateOrSaysWhatIsMissing()
    {
        // Not the test's own log, which would print all of it.
        var log = new TestLog();
        await using LocalDiffusionServer server = await LocalDiffusionServer
            .StartAsync(new LocalServerOptions { Port = 0, LoggerFactory = log, SecurityScript = LocalServerOptions.DevelopmentSecurityScript }).Within();

        await Parallel.ForEachAsync(
            Seeds(),
            new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = TestContext.Current.CancellationToken },
            async (seed, _) =>
            {
                try
                {
                    await using var run = new ScheduleRun(server.Url, new Schedule(seed), log);
                    await run.PlayAsync();
                }
                catch (Exception error)
                {
                    throw new InvalidOperationException(
                        $"The schedule of the seed {seed} failed; to play it alone, set {SeedVariable}. {error.Message}", error);
                }
            });

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{log.Records.Count(record => record.EventId.Name == "Reconnected")} sessions were lost and replaced.");
        log.Records.Should().NotContain(record => record.Level >= LogLevel.Error);
    }

    private static IEnumerable<int> Seeds() =>
        Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } seed
            ? [int.Parse(seed, CultureInfo.InvariantCulture)]
            : Enumerable.Range(Random.Shared.Next(int.MaxValue - Schedules), Schedules);
}
