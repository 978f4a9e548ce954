using Messaging.Sessions;

namespace Messaging.Rooms.Reading;

/// <summary>What a feed knows of its room at one moment. Immutable.</summary>
/// <param name="Session">Where to ask for what is older; <see langword="null"/> before the first.</param>
/// <param name="Item">The number of the latest item that readers were offered: this reflects all up to it.</param>
/// <param name="Series">Tells apart the series that a topic of the same path has been.</param>
/// <param name="Start">The number from which on no message is missing.</param>
/// <param name="Last">The number of the latest event; -1 when there is none.</param>
/// <param name="End">Why the server ended the subscription, when it is not back; otherwise <see langword="null"/>.</param>
/// <param name="Messages">The messages as they stand, in the order in which they were posted.</param>
internal sealed record TimelineSnapshot(
    ITopicSession? Session, long Item, int Series, long Start, long Last, GapReason? End, IReadOnlyList<SeriesEvent> Messages)
{
    /// <summary>When the latest event was; the highest possible time when that is not known.</summary>
    public DateTimeOffset LastTimestamp { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>Whether no session was ever permitted to see the room: then nothing is known, not even that it is empty.</summary>
    public bool IsUnseen { get; init; }

    /// <summary>The number of the first message; the next event's when there is none.</summary>
    public long First => Messages.Count > 0 ? Messages[0].Message.Sequence : Last + 1;

    /// <summary>
    /// Whether what is known may follow a message that the server has. Not if that is younger: then it is of another series,
    /// which has taken the place of this one in the meantime.
    /// </summary>
    public bool MayFollow(EventMetadata message) =>
        message.Timestamp <= (Messages.Count > 0 ? Messages[0].Message.Timestamp : LastTimestamp);

    /// <summary>Whether every event behind the number can be seen here: none of them changed a message that is not.</summary>
    public bool Explains(long after) =>
        after + 1 >= Start
        && Messages.Sum(message => Count(message.Message, after) + (message.IsEdit ? Count(message.Event, after) : 0)) >= Last - after;

    private static int Count(EventMetadata metadata, long after) => metadata.Sequence > after ? 1 : 0;
}
