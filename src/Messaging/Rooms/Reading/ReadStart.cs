using Messaging.Sessions;

namespace Messaging.Rooms.Reading;

/// <summary>Finds the message that a reader starts with.</summary>
internal static class ReadStart
{
    /// <summary>
    /// The number of the first message, or where it would be; <see langword="null"/> when only the server can tell.
    /// </summary>
    public static long? FindFloor(ReadFrom from, TimelineSnapshot known)
    {
        bool knowsAll = known.Start == 0;
        return from switch
        {
            { Sequence: { } sequence } => sequence,
            { Count: 0 } => known.Last + 1,
            { Count: { } count } when count <= known.Messages.Count => known.Messages[^count].Message.Sequence,
            { Time: { } time } when knowsAll || (known.Messages.Count > 0 && known.Messages[0].Message.Timestamp < time) =>
                known.Messages.Where(m => m.Message.Timestamp >= time).Select(m => (long?)m.Message.Sequence).FirstOrDefault() ?? known.Last + 1,
            { Count: not null } when knowsAll => known.First,
            _ => null,
        };
    }

    /// <summary>Where the server has to look for the first message, if only the server can tell.</summary>
    public static SeriesAnchor ToAnchor(ReadFrom from) =>
        from.Time is { } time ? new SeriesAnchor.AtTime(time) : new SeriesAnchor.Last(from.Count!.Value);
}
