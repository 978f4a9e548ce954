namespace Messaging;

/// <summary>Where a reader of a room starts. Immutable.</summary>
public sealed record ReadFrom
{
    private ReadFrom()
    {
    }

    /// <summary>No history: what happens from now on.</summary>
    public static ReadFrom LiveOnly { get; } = Latest(0);

    /// <summary>The number of messages for <see cref="Latest"/>; otherwise <see langword="null"/>. For those who implement <see cref="IChatRoom"/>.</summary>
    public int? Count { get; private init; }

    /// <summary>The first sequence number for <see cref="FromSequence"/>; otherwise <see langword="null"/>.</summary>
    public long? Sequence { get; private init; }

    /// <summary>The earliest time for <see cref="FromTime"/>; otherwise <see langword="null"/>.</summary>
    public DateTimeOffset? Time { get; private init; }

    /// <summary>The latest messages, as far as the server retains them, each as it stands now; then what happens.</summary>
    /// <param name="count">How many messages, removed ones included. Not negative. A live room holds one at most.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public static ReadFrom Latest(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new ReadFrom { Count = count };
    }

    /// <summary>
    /// The messages whose sequence number is not below this one, each as it stands now; then what happens. When the server
    /// does not retain all of them any more, a <see cref="Gap"/> of <see cref="GapReason.NotRetained"/> comes first.
    /// </summary>
    /// <remarks>
    /// To go on after a restart, start from the first message that is shown, not from the one after the last: edits made in
    /// between belong to the messages they change.
    /// </remarks>
    /// <param name="sequence">The first sequence number, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sequence"/> is negative.</exception>
    public static ReadFrom FromSequence(long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        return new ReadFrom { Sequence = sequence };
    }

    /// <summary>
    /// The messages that were posted at this time or later, by the server's clock, each as it stands now; then what happens.
    /// What the server does not retain any more is not in it.
    /// </summary>
    /// <param name="time">The earliest time.</param>
    public static ReadFrom FromTime(DateTimeOffset time) => new() { Time = time };

    /// <inheritdoc/>
    public override string ToString() =>
        Sequence is { } sequence ? $"from sequence {sequence}"
        : Time is { } time ? $"from {time:O}"
        : Count == 0 ? "live only" : $"latest {Count}";
}
