namespace Messaging.DiffusionWire.Services.TimeSeries;

/// <summary>What a range query returns of a time series (rule TOPIC-80).</summary>
public enum RangeQueryKind : byte
{
    /// <summary>For each original event its latest edit, or itself if it has none, in the order of the originals.</summary>
    Values = 0,

    /// <summary>Original events and all their edits, in the order of the series.</summary>
    AllEdits = 1,

    /// <summary>Original events and the latest edit of each, in the order of the series.</summary>
    LatestEdits = 2,
}
