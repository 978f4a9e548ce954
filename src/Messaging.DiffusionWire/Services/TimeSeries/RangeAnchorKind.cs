namespace Messaging.DiffusionWire.Services.TimeSeries;

/// <summary>How the anchor of a range is given (rule TOPIC-77).</summary>
public enum RangeAnchorKind : byte
{
    /// <summary>Before the first event. The value means nothing and is 0.</summary>
    Start = 0,

    /// <summary>A sequence number.</summary>
    Sequence = 1,

    /// <summary>A time, in milliseconds since 1970-01-01 UTC.</summary>
    Time = 2,

    /// <summary>A number of events before the end.</summary>
    LastCount = 3,

    /// <summary>Milliseconds before the time of the last event.</summary>
    LastMilliseconds = 4,
}
