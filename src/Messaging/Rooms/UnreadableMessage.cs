namespace Messaging;

/// <summary>Somebody put something in the room that is not a message.</summary>
/// <param name="RawJson">What it is, as JSON text.</param>
/// <param name="Problem">Why it is no message, in a sentence without any of its content.</param>
public sealed record UnreadableMessage(string RawJson, string Problem) : RoomEvent
{
    /// <summary>The event that put it there, or the message it was before an edit made it unreadable; <see langword="null"/> in a live room.</summary>
    public EventMetadata? Event { get; init; }

    /// <summary>The edit that put it in the place of what was there; <see langword="null"/> when it was so from the beginning.</summary>
    public EventMetadata? Edit { get; init; }

    /// <summary>
    /// Whether this is the first that is told of a message which an edit made unreadable while the reader did not look;
    /// <see langword="false"/> when the edit happened live, and when there is none.
    /// </summary>
    public bool InPlaceOfPost { get; init; }
}
