using CsCheck;

namespace Messaging.Tests.Rooms.HistoryModel;

/// <summary>
/// Whatever happens in a room and on the way to its readers, in whatever order: what a reader makes of its stream is what the
/// server has, or the stream says where it is not. A failing schedule is shrunk and printed with the seed that makes it again.
/// </summary>
public sealed class HistoryModelTests
{
    private static readonly Gen<StepKind> Kind = Gen.Frequency(
    [
        (16, Gen.Const(StepKind.Append)), (5, Gen.Const(StepKind.Edit)), (2, Gen.Const(StepKind.Remove)),
        (1, Gen.Const(StepKind.AppendUnreadable)), (1, Gen.Const(StepKind.EditUnreadable)), (3, Gen.Const(StepKind.Send)),
        (2, Gen.Const(StepKind.EditByRoom)), (1, Gen.Const(StepKind.RemoveByRoom)),
        (6, Gen.Const(StepKind.Join)), (16, Gen.Const(StepKind.Read)), (1, Gen.Const(StepKind.LoadOlder)),
        (2, Gen.Const(StepKind.Hold)), (3, Gen.Const(StepKind.Release)),
        (2, Gen.Const(StepKind.HoldQueries)), (4, Gen.Const(StepKind.ReleaseQueries)),
        (2, Gen.Const(StepKind.Lose)), (2, Gen.Const(StepKind.Drop)), (3, Gen.Const(StepKind.Reconnect)),
        (3, Gen.Const(StepKind.Cut)), (3, Gen.Const(StepKind.Resume)), (3, Gen.Const(StepKind.ResumeWithLoss)),
        (1, Gen.Const(StepKind.EndSubscription)), (2, Gen.Const(StepKind.RenewSubscription)),
        (1, Gen.Const(StepKind.RemoveTopic)), (3, Gen.Const(StepKind.AddTopic)),
    ]);

    private static readonly Gen<Step> Step = Gen.Select(
        Kind, Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99], (kind, a, b, c) => new Step(kind, a, b, c));

    private static readonly Gen<Schedule> Schedule = Gen.Select(
        Gen.Int[2, 10], Gen.Int[1, 12], Gen.Int[0, 9], Gen.Bool, Step.Array[0, 60],
        (retained, subscribed, mayQuery, countsAnchor, steps) =>
            new Schedule(retained, subscribed, MayQuery: mayQuery > 0, countsAnchor, steps));

    [Fact]
    public void Read_AnySchedule_IsTheServersStateOrSaysWhatIsMissing() =>
        Schedule.Sample(
            schedule =>
            {
                using var world = new World(schedule);
                world.Run();
            },
            iter: Math.Max(Check.Iter, 10_000));
}
