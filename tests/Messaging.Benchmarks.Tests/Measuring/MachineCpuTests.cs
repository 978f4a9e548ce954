using Messaging.Benchmarks.Measuring;

namespace Messaging.Benchmarks.Tests.Measuring;

public sealed class MachineCpuTests
{
    [Fact]
    public void Parse_LineOfTheKernel_TellsBusyIdleAndStolenApart() =>
        MachineCpu.Parse("cpu  100 1 50 900 20 3 4 7 0 0").Should().Be(new MachineCpu(Busy: 1_580_000, Idle: 9_200_000, Stolen: 70_000));
}
