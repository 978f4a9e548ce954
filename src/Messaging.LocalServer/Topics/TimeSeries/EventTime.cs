namespace Messaging.LocalServer.Topics.TimeSeries;

/// <summary>Sums of timestamps, which clients may choose freely.</summary>
internal static class EventTime
{
    /// <summary>A time some milliseconds later; the end of time if it lies beyond.</summary>
    public static long Add(long timestamp, long milliseconds) =>
        (long)Int128.Clamp((Int128)timestamp + milliseconds, long.MinValue, long.MaxValue);
}
