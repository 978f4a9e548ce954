using System.Diagnostics;

namespace Messaging.Benchmarks.Measuring;

/// <summary>Keeps every sample of a window, within a bound. For one thread at a time.</summary>
/// <param name="capacity">How many samples; more fail the run, for a percentile of some of them would be a lie.</param>
internal sealed class LatencyRecorder(int capacity)
{
    private readonly long[] _samples = new long[capacity];
    private int _count;
    private volatile bool _isRecording;

    /// <summary>Keeps samples from now on.</summary>
    public void Start() => _isRecording = true;

    /// <summary>Keeps no more.</summary>
    public void Stop() => _isRecording = false;

    /// <summary>Takes a sample if it is kept.</summary>
    /// <param name="since">The timestamp at which it began.</param>
    public void Record(long since)
    {
        if (_isRecording)
        {
            _samples[_count++] = Stopwatch.GetTimestamp() - since;
        }
    }

    /// <summary>The percentiles of the samples of several recorders; null if there are none.</summary>
    public static Percentiles? Summarise(params IEnumerable<LatencyRecorder> recorders)
    {
        long[] all = [.. recorders.SelectMany(recorder => recorder._samples.Take(recorder._count))];
        Array.Sort(all);
        return all.Length == 0 ? null : new Percentiles(At(all, 0.5), At(all, 0.99), At(all, 0.999));
    }

    private static double At(long[] sorted, double fraction)
    {
        int rank = Math.Max(1, (int)Math.Ceiling(fraction * sorted.Length));
        return Stopwatch.GetElapsedTime(0, sorted[rank - 1]).TotalMicroseconds;
    }
}
