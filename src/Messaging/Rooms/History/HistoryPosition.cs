using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Messaging.Sessions;

namespace Messaging.Rooms.History;

/// <summary>Where a page of history begins and where it leads.</summary>
/// <param name="IsBackwards">Whether it leads from newer messages to older ones.</param>
/// <param name="Sequence">Backwards: the number above the newest message; forwards: the lowest number.</param>
/// <param name="Time">The same as a time. Without number and time, it begins at the end of the room from which it leads.</param>
internal readonly record struct HistoryPosition(bool IsBackwards, long? Sequence = null, DateTimeOffset? Time = null)
{
    private const string Mark = "room-history-1";

    /// <summary>Whether nothing can be there: events are numbered, and dated, from 0.</summary>
    public bool IsBeforeEverything => IsBackwards && (Sequence == 0 || Time <= DateTimeOffset.UnixEpoch);

    /// <summary>Asks for as many messages, or one more or less: whether what is at the anchor counts is for the server to say.</summary>
    public SeriesQuery ToQuery(int count) => this switch
    {
        { IsBackwards: true, Sequence: { } sequence } => new(new SeriesAnchor.At(sequence - 1), new SeriesSpan.Previous(count)),
        { IsBackwards: true, Time: { } time } => new(new SeriesAnchor.AtTime(LastBefore(time)), new SeriesSpan.Previous(count)),
        { IsBackwards: true } => new(new SeriesAnchor.Last(count), new SeriesSpan.End()),
        { Sequence: { } sequence } => new(new SeriesAnchor.At(sequence), new SeriesSpan.Next(count)),
        { Time: { } time } => new(new SeriesAnchor.AtTime(FirstFrom(time)), new SeriesSpan.Next(count)),
        _ => new(new SeriesAnchor.Start(), new SeriesSpan.Next(count)),
    };

    public bool Contains(EventMetadata message) =>
        IsBackwards
            ? !(message.Sequence >= Sequence) && !(message.Timestamp >= Time)
            : !(message.Sequence < Sequence) && !(message.Timestamp < Time);

    /// <summary>As a text for other processes. Of positions with a number only.</summary>
    public string ToContinuation(string topicPath) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Mark} {(IsBackwards ? "before" : "from")} {Sequence} {topicPath}")));

    /// <summary>Reads what <see cref="ToContinuation"/> wrote.</summary>
    /// <exception cref="ArgumentException">It is nothing of that kind.</exception>
    public static HistoryPosition FromContinuation(string continuation, string topicPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(continuation);
        string[] parts = Decode(continuation)?.Split(' ', 4) ?? [];
        if (parts is not [Mark, "before" or "from", var number, var path]
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long sequence))
        {
            throw new ArgumentException(
                $"This is no continuation of a room's history. Use {nameof(HistoryPage)}.{nameof(HistoryPage.Continuation)} as it came.",
                nameof(continuation));
        }

        return path == topicPath
            ? new HistoryPosition(parts[1] == "before", sequence)
            : throw new ArgumentException($"The continuation belongs to the room at '{path}', not to that at '{topicPath}'.", nameof(continuation));
    }

    private static string? Decode(string continuation)
    {
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(continuation));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Events have whole milliseconds.</summary>
    private static DateTimeOffset LastBefore(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.AddTicks(-1).ToUnixTimeMilliseconds());

    private static DateTimeOffset FirstFrom(DateTimeOffset time) =>
        time <= DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : LastBefore(time) is var last && last < DateTimeOffset.MaxValue.AddMilliseconds(-1)
            ? last.AddMilliseconds(1)
            : last;
}
