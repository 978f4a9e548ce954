namespace Messaging;

/// <summary>
/// A message of a <see cref="RoomKind.History"/> room was removed: its text is gone from everything that shows the room's
/// present state, its place and its author remain.
/// </summary>
/// <remarks>
/// Diffusion's time series know no deletion. A removal is an edit that leaves the message empty; whoever may query obsolete
/// events still finds the text until it leaves the retained range.
/// </remarks>
/// <param name="Event">The event that posted the message.</param>
/// <param name="Removal">The event that removed it: who did, and when.</param>
public sealed record MessageRemoved(EventMetadata Event, EventMetadata Removal) : RoomEvent
{
    /// <summary>
    /// Whether this is the first that is told of the message: it was posted and removed while the reader did not look. Always so in
    /// a <see cref="HistoryPage"/>; otherwise <see langword="false"/> when it happened live.
    /// </summary>
    public bool InPlaceOfPost { get; init; }
}
