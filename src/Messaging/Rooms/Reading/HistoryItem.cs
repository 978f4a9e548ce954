namespace Messaging.Rooms.Reading;

/// <summary>
/// What a history room's feed puts into its readers' buffers. Numbered without holes, so that a reader sees what was dropped. A value, as
/// there is one for every event.
/// </summary>
internal readonly struct HistoryItem
{
    private HistoryItem(HistoryItemKind kind, long number, int series, long last, GapReason reason = default, SeriesEvent @event = default)
    {
        Kind = kind;
        Number = number;
        Series = series;
        Last = last;
        Reason = reason;
        Event = @event;
    }

    public HistoryItemKind Kind { get; }

    /// <summary>One more than that of the item before.</summary>
    public long Number { get; }

    /// <summary>Tells apart the series that a topic of the same path has been.</summary>
    public int Series { get; }

    /// <summary>The number of the series' latest event, this item included.</summary>
    public long Last { get; }

    /// <summary>Why something is missing, or nothing comes. Not of an event.</summary>
    public GapReason Reason { get; }

    /// <summary>The next event of the series. Only of <see cref="HistoryItemKind.Happened"/>.</summary>
    public SeriesEvent Event { get; }

    /// <summary>See <see cref="HistoryItemKind.Happened"/>.</summary>
    public static HistoryItem Happened(long number, int series, SeriesEvent @event) =>
        new(HistoryItemKind.Happened, number, series, @event.Event.Sequence, @event: @event);

    /// <summary>See <see cref="HistoryItemKind.Renewed"/>.</summary>
    public static HistoryItem Renewed(long number, int series, long last, GapReason cause) =>
        new(HistoryItemKind.Renewed, number, series, last, cause);

    /// <summary>See <see cref="HistoryItemKind.Ended"/>.</summary>
    public static HistoryItem Ended(long number, int series, long last, GapReason reason) =>
        new(HistoryItemKind.Ended, number, series, last, reason);
}
