using CsCheck;

namespace Messaging.Tests.Rooms.Sending.Model;

/// <summary>
/// Any schedule of sends, edits, removals, faults, cuts, cancellations and changes of the user, and of others' edits that drop ids: who was told
/// that a message is there, or a change made, finds it there once, who was told that it is not does not, and nobody's messages or changes
/// change places or are somebody else's.
/// </summary>
public sealed class SendingModelTests : LoggedTest
{
    private static readonly (int, IGen<SendStepKind>)[] Sends =
    [
        (12, Gen.Const(SendStepKind.Send)), (4, Gen.Const(SendStepKind.SendWithId)), (3, Gen.Const(SendStepKind.Retry)),
        (1, Gen.Const(SendStepKind.Discard)), (2, Gen.Const(SendStepKind.Cancel)), (2, Gen.Const(SendStepKind.LoseRequest)),
        (3, Gen.Const(SendStepKind.LoseAnswer)), (2, Gen.Const(SendStepKind.TimeOutRequest)), (2, Gen.Const(SendStepKind.TimeOutAnswer)),
        (1, Gen.Const(SendStepKind.Refuse)), (2, Gen.Const(SendStepKind.SayNotConnected)), (1, Gen.Const(SendStepKind.FailQuery)),
        (2, Gen.Const(SendStepKind.OthersPost)), (1, Gen.Const(SendStepKind.Hold)), (2, Gen.Const(SendStepKind.Release)),
        (2, Gen.Const(SendStepKind.Drop)), (6, Gen.Const(SendStepKind.Pass)), (1, Gen.Const(SendStepKind.ChangeUser)),
    ];

    private static readonly (int, IGen<SendStepKind>)[] Changes =
    [
        (8, Gen.Const(SendStepKind.Edit)), (2, Gen.Const(SendStepKind.Remove)), (4, Gen.Const(SendStepKind.OthersEdit)),
        (2, Gen.Const(SendStepKind.CancelChange)),
    ];

    private static readonly int[] Retained = [3, 10, 10_000];

    private static readonly Gen<(int Retained, bool MayReadTrail, SendStep[] Steps)> Schedule =
        Gen.Select(Gen.Int[0, 2], Gen.Bool, Steps([.. Sends, .. Changes]), (size, trail, steps) => (Retained[size], trail, steps));

    [Fact]
    public async Task Send_AnySchedule_WhatItsSenderIsToldIsTrue() =>
        await Schedule.SampleAsync(
            async schedule =>
            {
                await using var world = new SendingWorld(schedule.Retained, schedule.MayReadTrail);
                await world.RunAsync(schedule.Steps);
            },
            iter: 500,
            threads: 1,
            print: schedule => $"retained {schedule.Retained}, {(schedule.MayReadTrail ? "with" : "without")} trail: {Tell(schedule.Steps)}");

    [Fact]
    public async Task SendLive_AnySchedule_WhatItsSenderIsToldIsTrue() =>
        await Steps(Sends).SampleAsync(
            async steps =>
            {
                await using var world = new SendingWorld();
                await world.RunAsync(steps);
            },
            iter: 300,
            threads: 1,
            print: Tell);

    private static Gen<SendStep[]> Steps((int, IGen<SendStepKind>)[] kinds) =>
        Gen.Select(Gen.Frequency(kinds), Gen.Int[0, 29], (kind, which) => new SendStep(kind, which)).Array[1, 50];

    private static string Tell(SendStep[] steps) => string.Join(' ', steps.Select(s => $"{s.Kind}({s.Which})"));
}
