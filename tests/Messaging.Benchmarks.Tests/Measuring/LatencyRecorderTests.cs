using System.Diagnostics;
using Messaging.Benchmarks.Measuring;

namespace Messaging.Benchmarks.Tests.Measuring;

public sealed class LatencyRecorderTests
{
    [Fact]
    public void Record_OutsideTheWindow_IsNotKept()
    {
        LatencyRecorder recorder = new(10);

        recorder.Record(Stopwatch.GetTimestamp());
        recorder.Start();
        recorder.Stop();
        recorder.Record(Stopwatch.GetTimestamp());

        LatencyRecorder.Summarise(recorder).Should().BeNull();
    }

    [Fact]
    public void Summarise_SeveralRecorders_TakesTheSamplesOfAll()
    {
        LatencyRecorder one = new(10);
        LatencyRecorder other = new(10);
        one.Start();
        other.Start();
        long second = Stopwatch.Frequency;
        one.Record(Stopwatch.GetTimestamp() - second);
        one.Record(Stopwatch.GetTimestamp() - second);
        other.Record(Stopwatch.GetTimestamp() - (100 * second));

        Percentiles percentiles = LatencyRecorder.Summarise(one, other)!;

        percentiles.P50.Should().BeInRange(1e6, 50e6);
        percentiles.P99.Should().BeInRange(100e6, 150e6);
    }
}
