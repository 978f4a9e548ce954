using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms.HistoryModel;

/// <summary>
/// Which messages a reader asked for: the history that the server had when it began, as far as the server still had it when
/// the reader was caught up, and everything since. Of a topic that was added later, all.
/// </summary>
internal sealed record Asked
{
    /// <summary>The series that the server had, or the next one when it had none.</summary>
    public required int Series { get; init; }

    /// <summary>The next number, when the reader began.</summary>
    public required long Next { get; init; }

    /// <summary>The first number that was asked for.</summary>
    public required long From { get; init; }

    /// <summary>The first number for which the reader is owed a word, even if it is not retained any more.</summary>
    public required long OwedFrom { get; init; }

    public static Asked At(World world, ReadFrom from)
    {
        long next = world.Series?.Next ?? 0;
        FakeEvent[] originals = [.. world.Series?.Events.Where(e => e.IsOriginal) ?? []];
        long first = from switch
        {
            { Sequence: { } sequence } => sequence,
            { Time: { } time } => originals.FirstOrDefault(e => e.Event.Timestamp >= time)?.Sequence ?? next,
            { Count: 0 } => next,
            { Count: var count } => count < originals.Length ? originals[^count.Value].Sequence : 0,
        };
        return new Asked
        {
            Series = world.SeriesNumber, Next = next, From = first, OwedFrom = from.Sequence is null ? long.MaxValue : first,
        };
    }

    public Asked CaughtUp(World world) =>
        this with { OwedFrom = Math.Min(OwedFrom, world.SeriesNumber == Series ? world.Retained : Next) };

    /// <summary>Whether the reader is owed this message, or a word of its absence.</summary>
    public bool Includes(Happening message) =>
        message.Series > Series
        || (message.Series == Series && (message.Original >= Next || (message.Original >= From && message.Original >= OwedFrom)));
}
