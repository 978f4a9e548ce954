namespace Messaging.LocalServer.Topics.TimeSeries;

/// <summary>An event that a time series retains. Its sequence number is its place in the <see cref="EventRing"/>.</summary>
internal struct StoredEvent
{
    public const long NoEdit = -1;

    /// <summary>The event as clients get it: whole event bytes, in a frame that is ready to be sent.</summary>
    public required PublishedValue Published { get; init; }

    public required long Timestamp { get; init; }

    /// <summary>The sequence number of the original event: its own if it is one.</summary>
    public required long OriginalSequence { get; init; }

    /// <summary>
    /// The chain of edits from the latest to the first. Of an original: its latest edit. Of an edit: the edit of the same
    /// original before it. <see cref="NoEdit"/> if there is none.
    /// </summary>
    public required long EditLink { get; set; }
}
