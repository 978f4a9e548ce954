namespace Messaging;

/// <summary>A page of a room's history. Immutable.</summary>
/// <param name="Events">
/// What the room holds, each message as it stands now, in the order of the room also when paging backwards:
/// <see cref="MessagePosted"/>, <see cref="MessageRemoved"/> and <see cref="UnreadableMessage"/>.
/// <see cref="RoomView.Apply(HistoryPage)"/> takes them.
/// </param>
/// <param name="Continuation">
/// Where the next page begins, for <see cref="IRoomHistory.Resume"/>, also by another process and later;
/// <see langword="null"/> behind the last page.
/// </param>
public sealed record HistoryPage(IReadOnlyList<RoomEvent> Events, string? Continuation)
{
    /// <summary>The messages alone.</summary>
    public IReadOnlyList<ChatMessage> Messages => [.. Events.OfType<MessagePosted>().Select(posted => posted.Message)];

    /// <summary>Whether both pages have the same events and the same continuation.</summary>
    /// <param name="other">The other page.</param>
    public bool Equals(HistoryPage? other) =>
        other is not null && Continuation == other.Continuation && Events.SequenceEqual(other.Events);

    /// <summary>A hash code that agrees with <see cref="Equals(HistoryPage?)"/>.</summary>
    public override int GetHashCode() => HashCode.Combine(Continuation, Events.Count);
}
