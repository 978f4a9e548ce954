namespace Messaging.Rooms.Reading;

/// <summary>What a history room's feed puts into its readers' buffers. Numbered without holes, so that a reader sees what was dropped.</summary>
/// <param name="Number">One more than that of the item before.</param>
/// <param name="Series">Tells apart the series that a topic of the same path has been.</param>
/// <param name="Last">The number of the series' latest event, this item included.</param>
internal abstract record HistoryItem(long Number, int Series, long Last)
{
    /// <summary>The next event of the series.</summary>
    public sealed record Happened(long Number, int Series, SeriesEvent Event) : HistoryItem(Number, Series, Event.Event.Sequence);

    /// <summary>The subscription begins anew: what happened in between has to be looked up.</summary>
    public sealed record Renewed(long Number, int Series, long Last, GapReason Cause) : HistoryItem(Number, Series, Last);

    /// <summary>The server ended the subscription.</summary>
    public sealed record Ended(long Number, int Series, long Last, GapReason Reason) : HistoryItem(Number, Series, Last);
}
