namespace Messaging.Sessions;

/// <summary>A question to a time series: events by the sequence number or time of the original, as the vendor's range queries have it.</summary>
/// <param name="From">Where to begin.</param>
/// <param name="To">Where to end; either end is inclusive.</param>
/// <param name="AllEdits">
/// <see langword="false"/>: each original as it stands now, in the order of the originals. <see langword="true"/>: the
/// originals and all their edits, in the order of the series, which takes a permission of its own.
/// </param>
internal sealed record SeriesQuery(SeriesAnchor From, SeriesSpan To, bool AllEdits = false);

/// <summary>Where a query begins.</summary>
internal abstract record SeriesAnchor
{
    /// <summary>Before the first event.</summary>
    public sealed record Start : SeriesAnchor;

    /// <summary>At a sequence number.</summary>
    public sealed record At(long Sequence) : SeriesAnchor;

    /// <summary>At a time.</summary>
    public sealed record AtTime(DateTimeOffset Time) : SeriesAnchor;

    /// <summary>So many original events before the end.</summary>
    public sealed record Last(long Count) : SeriesAnchor;
}

/// <summary>Where a query ends.</summary>
internal abstract record SeriesSpan
{
    /// <summary>Behind the last event.</summary>
    public sealed record End : SeriesSpan;

    /// <summary>At a sequence number.</summary>
    public sealed record At(long Sequence) : SeriesSpan;

    /// <summary>So many original events after the anchor. Whether the one at the anchor counts is for the server to say.</summary>
    public sealed record Next(long Count) : SeriesSpan;

    /// <summary>So many original events before the anchor. Whether the one at the anchor counts is for the server to say.</summary>
    public sealed record Previous(long Count) : SeriesSpan;
}
