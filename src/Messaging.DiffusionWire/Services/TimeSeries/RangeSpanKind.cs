namespace Messaging.DiffusionWire.Services.TimeSeries;

/// <summary>How the other end of a range is given (rule TOPIC-77).</summary>
public enum RangeSpanKind : byte
{
    /// <summary>Before the first event. The value means nothing and is 0.</summary>
    Start = 0,

    /// <summary>A sequence number.</summary>
    Sequence = 1,

    /// <summary>A time, in milliseconds since 1970-01-01 UTC.</summary>
    Time = 2,

    /// <summary>A number of events before the end; 0 is the end.</summary>
    LastCount = 3,

    /// <summary>Milliseconds before the time of the last event.</summary>
    LastMilliseconds = 4,

    /// <summary>A number of events after the anchor.</summary>
    NextCount = 5,

    /// <summary>Milliseconds after the anchor.</summary>
    NextMilliseconds = 6,

    /// <summary>A number of events before the anchor.</summary>
    PreviousCount = 7,

    /// <summary>Milliseconds before the anchor.</summary>
    PreviousMilliseconds = 8,
}
