using CsCheck;

namespace Messaging.Tests.Rooms.Sending.Model;

/// <summary>
/// Any schedule of sends, faults, cuts, cancellations and changes of the user: who was told that a message is there finds it there once,
/// who was told that it is not does not, and nobody's messages change places.
/// </summary>
public sealed class SendingModelTests : LoggedTest
{
    private static readonly Gen<SendStepKind> Kind = Gen.Frequency(
    [
        (12, Gen.Const(SendStepKind.Send)), (4, Gen.Const(SendStepKind.SendWithId)), (3, Gen.Const(SendStepKind.Retry)),
        (1, Gen.Const(SendStepKind.Discard)), (2, Gen.Const(SendStepKind.Cancel)), (2, Gen.Const(SendStepKind.LoseRequest)),
        (3, Gen.Const(SendStepKind.LoseAnswer)), (2, Gen.Const(SendStepKind.TimeOutRequest)), (2, Gen.Const(SendStepKind.TimeOutAnswer)),
        (1, Gen.Const(SendStepKind.Refuse)), (2, Gen.Const(SendStepKind.SayNotConnected)), (1, Gen.Const(SendStepKind.FailQuery)),
        (2, Gen.Const(SendStepKind.OthersPost)), (1, Gen.Const(SendStepKind.Hold)), (2, Gen.Const(SendStepKind.Release)),
        (2, Gen.Const(SendStepKind.Drop)), (6, Gen.Const(SendStepKind.Pass)), (1, Gen.Const(SendStepKind.ChangeUser)),
    ]);

    private static readonly Gen<SendStep> Step = Gen.Select(Kind, Gen.Int[0, 29], (kind, which) => new SendStep(kind, which));

    private static readonly int[] Retained = [3, 10, 10_000];

    private static readonly Gen<(int Retained, SendStep[] Steps)> Schedule =
        Gen.Select(Gen.Int[0, 2], Step.Array[1, 50], (size, steps) => (Retained[size], steps));

    [Fact]
    public async Task Send_AnySchedule_WhatItsSenderIsToldIsTrue() =>
        await Schedule.SampleAsync(
            async schedule =>
            {
                await using var world = new SendingWorld(schedule.Retained);
                await world.RunAsync(schedule.Steps);
            },
            iter: 500,
            threads: 1,
            print: schedule => $"retained {schedule.Retained}: {string.Join(' ', schedule.Steps.Select(s => $"{s.Kind}({s.Which})"))}");
}
