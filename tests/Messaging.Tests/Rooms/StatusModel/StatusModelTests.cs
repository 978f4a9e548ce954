using CsCheck;

namespace Messaging.Tests.Rooms.StatusModel;

/// <summary>
/// Whatever happens to the connection, the server's subscriptions and the handles of two rooms, in whatever order: each handle's status
/// is what the server would say, since when and why, whoever watches it sees that and its end, and readers are told the same.
/// </summary>
public sealed class StatusModelTests : LoggedTest
{
    private const int Schedules = 1_000;

    private static readonly Gen<StatusStepKind> Kind = Gen.Frequency(
    [
        (8, Gen.Const(StatusStepKind.Join)), (4, Gen.Const(StatusStepKind.Leave)), (5, Gen.Const(StatusStepKind.Look)),
        (6, Gen.Const(StatusStepKind.Post)),
        (5, Gen.Const(StatusStepKind.LoseLink)), (4, Gen.Const(StatusStepKind.Resume)), (3, Gen.Const(StatusStepKind.ResumeWithLoss)),
        (4, Gen.Const(StatusStepKind.Drop)), (9, Gen.Const(StatusStepKind.Reopen)), (1, Gen.Const(StatusStepKind.Wait)),
        (1, Gen.Const(StatusStepKind.Dispose)),
        (2, Gen.Const(StatusStepKind.RemoveTopic)), (2, Gen.Const(StatusStepKind.AddTopic)),
        (4, Gen.Const(StatusStepKind.EndSubscription)), (3, Gen.Const(StatusStepKind.RenewSubscription)),
        (4, Gen.Const(StatusStepKind.Forbid)), (4, Gen.Const(StatusStepKind.Grant)),
        (3, Gen.Const(StatusStepKind.Refuse)), (2, Gen.Const(StatusStepKind.Allow)),
        (2, Gen.Const(StatusStepKind.HoldCalls)), (2, Gen.Const(StatusStepKind.HoldAnswers)), (5, Gen.Const(StatusStepKind.Release)),
    ]);

    private static readonly Gen<StatusStep> Step = Gen.Select(Kind, Gen.Int[0, 11], (kind, which) => new StatusStep(kind, which));

    private static readonly TimeSpan[] Limits = [Timeout.InfiniteTimeSpan, TimeSpan.FromSeconds(20), TimeSpan.Zero];

    private static readonly Gen<(TimeSpan Limit, StatusStep[] Steps)> Schedule = Gen.Select(
        Gen.Frequency((6, Gen.Const(0)), (2, Gen.Const(1)), (1, Gen.Const(2))), Step.Array[1, 50], (limit, steps) => (Limits[limit], steps));

    /// <summary>
    /// The same schedules each time. With <c>CsCheck_Iter</c>, so many others; with <c>CsCheck_Seed</c>, the one that failed.
    /// </summary>
    [Fact]
    public async Task Status_AnySchedule_IsWhatTheServerWouldSay()
    {
        if (Check.Iter > Schedules || Check.Seed is not null)
        {
            await Schedule.SampleAsync(RunAsync, iter: Check.Iter, threads: 1, print: Print);
            return;
        }

        for (uint number = 0; number < Schedules; number++)
        {
            (TimeSpan, StatusStep[]) schedule = Schedule.Generate(new PCG(number, seed: 1), null, out _);
            try
            {
                await RunAsync(schedule);
            }
            catch (Exception problem)
            {
                throw new InvalidOperationException($"Schedule {number}, which {Print(schedule)}", problem);
            }
        }
    }

    private static async Task RunAsync((TimeSpan Limit, StatusStep[] Steps) schedule)
    {
        await using var world = new StatusWorld(schedule.Limit);
        await world.RunAsync(schedule.Steps);
    }

    private static string Print((TimeSpan Limit, StatusStep[] Steps) schedule) =>
        $"reconnects within {schedule.Limit}: {string.Join(' ', schedule.Steps)}";
}
