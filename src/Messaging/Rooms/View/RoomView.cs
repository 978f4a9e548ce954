using System.Collections.Immutable;
using System.Diagnostics;
using Messaging.Rooms.View;

namespace Messaging;

/// <summary>
/// What a room looks like to a reader: a pure fold over its events, made to be shown. Immutable, so one view may be used by
/// any thread; compared by value.
/// </summary>
/// <remarks>
/// <para>Events of a <see cref="RoomKind.History"/> room may be applied more than once, and in any order between two gaps: the
/// view is the same, because an older version of a message never replaces a newer one. An edit of a message that is older than
/// all that were applied is remembered and shows when the message is there, for example with an older page.</para>
/// <para>Messages of a <see cref="RoomKind.Live"/> room have no numbers: they are appended, unless one with the same id is
/// there.</para>
/// <para>Applying an event costs O(log n). What changes nothing returns the same instance.</para>
/// </remarks>
/// <example>
/// <code>
/// RoomView view = RoomView.Empty;
/// await foreach (RoomEvent roomEvent in room.ReadAsync(ReadFrom.Latest(100), cancellationToken))
/// {
///     view = view.Apply(roomEvent);
///     draw(view);
/// }
/// </code>
/// </example>
[DebuggerDisplay("{Items.Count} items")]
public sealed record RoomView
{
    /// <summary>The default of <see cref="Capacity"/>.</summary>
    public const int DefaultCapacity = 10_000;

    private RoomView(int capacity) => Capacity = capacity;

    /// <summary>A view of nothing, with room for <see cref="DefaultCapacity"/> items.</summary>
    public static RoomView Empty { get; } = new(DefaultCapacity);

    /// <summary>How many items the view has at most. When there would be more, the oldest go first.</summary>
    public int Capacity { get; }

    /// <summary>
    /// What is in the room, in the order of the room: each item is a message as it stands now, a message that was removed, or
    /// something unreadable.
    /// </summary>
    public IReadOnlyList<RoomViewItem> Items => Shown.List;

    /// <summary>
    /// The index in <see cref="Items"/> from which on they came live: where <see cref="CaughtUp"/> was. Their count when there
    /// is no such item yet; <see langword="null"/> before <see cref="CaughtUp"/>. Only the first one counts.
    /// </summary>
    public int? LiveFrom => Live is { } mark ? IndexOf(mark.Position, mark.Appended) : null;

    /// <summary>The gaps, each with its place, in the order of their places.</summary>
    public IReadOnlyList<RoomViewGap> Gaps =>
        [.. PlacedGaps.Select(placed => new RoomViewGap(placed.Gap, IndexOf(placed.Position, placed.Appended))).OrderBy(gap => gap.Index)];

    /// <summary>Whether older items, or gaps, were given up because the view is full.</summary>
    public bool IsTruncated { get; private init; }

    /// <summary>The items that show.</summary>
    private SortedItems Shown { get; init; } = SortedItems.Empty;

    /// <summary>Later states of messages from before <see cref="Begin"/>, which have to be seen first.</summary>
    private SortedItems Waiting { get; init; } = SortedItems.Empty;

    /// <summary>The number of the first message that was seen: what is not older shows.</summary>
    private long Begin { get; init; } = long.MaxValue;

    /// <summary>The ids of the items without a number.</summary>
    private ImmutableHashSet<MessageId> AppendedIds { get; init; } = [];

    /// <summary>How many items without a number there were, those that were given up included.</summary>
    private long Appended { get; init; }

    private long AppendedGivenUp { get; init; }

    private ImmutableList<PlacedGap> PlacedGaps { get; init; } = [];

    private LiveMark? Live { get; init; }

    /// <summary>A view of nothing with another capacity.</summary>
    /// <param name="capacity">How many items it has at most. From 1 to 1,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is outside the range.</exception>
    public static RoomView WithCapacity(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, 1_000_000);
        return new RoomView(capacity);
    }

    /// <summary>The view after one more event.</summary>
    /// <param name="roomEvent">
    /// What a reader told. After <see cref="CaughtUp"/> it happened live; give older pages to
    /// <see cref="Apply(HistoryPage)"/>. Kinds that are not known here change nothing.
    /// </param>
    public RoomView Apply(RoomEvent roomEvent)
    {
        ArgumentNullException.ThrowIfNull(roomEvent);
        return roomEvent switch
        {
            CaughtUp => CatchUp(),
            Gap { Reason: GapReason.RoomRecreated } gap => Recreate(gap),
            Gap gap => Add(gap),
            _ => Apply(roomEvent, isHistory: Live is null),
        };
    }

    /// <summary>The view together with a page of the room's history.</summary>
    /// <param name="page">The page.</param>
    public RoomView Apply(HistoryPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return page.Events.Aggregate(this, (view, roomEvent) => view.Apply(roomEvent, isHistory: true));
    }

    /// <summary>What the view shows of a message of a <see cref="RoomKind.History"/> room.</summary>
    /// <param name="sequence">The number of the event that posted it.</param>
    /// <returns>The item; <see langword="null"/> when there is none.</returns>
    public RoomViewItem? Find(long sequence) => Shown.Find(sequence);

    /// <summary>Which of the messages in an outbox the view does not show yet: those to be shown behind it.</summary>
    /// <param name="pending">The messages: <see cref="IOutbox.Messages"/>.</param>
    /// <returns>
    /// The same without those of which the view has a message of this client with the same id. <paramref name="pending"/> itself when
    /// that is none.
    /// </returns>
    /// <remarks>Costs nothing while nothing is pending, otherwise O(n).</remarks>
    public IReadOnlyList<OutboxMessage> Missing(IReadOnlyList<OutboxMessage> pending)
    {
        ArgumentNullException.ThrowIfNull(pending);
        if (pending.Count == 0)
        {
            return pending;
        }

        var ids = pending.Select(message => message.Id).ToHashSet();
        ids.IntersectWith(Items.Where(item => item.Message is { IsOwn: true }).Select(item => item.Message!.Id ?? default));
        return ids.Count == 0 ? pending : [.. pending.Where(message => !ids.Contains(message.Id))];
    }

    /// <summary>Whether both views show the same, and would show the same after the same further events.</summary>
    /// <param name="other">The other view.</param>
    public bool Equals(RoomView? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && Capacity == other.Capacity && IsTruncated == other.IsTruncated && Begin == other.Begin
            && LiveFrom == other.LiveFrom && Live?.Position == other.Live?.Position
            && Items.SequenceEqual(other.Items) && Waiting.List.SequenceEqual(other.Waiting.List) && Gaps.SequenceEqual(other.Gaps));

    /// <summary>A hash code that agrees with <see cref="Equals(RoomView?)"/>.</summary>
    public override int GetHashCode() =>
        HashCode.Combine(Capacity, IsTruncated, Items.Count, Items.Count > 0 ? Items[^1] : null, LiveFrom);

    private RoomView Apply(RoomEvent roomEvent, bool isHistory) => RoomViewItem.From(roomEvent) switch
    {
        null => this,
        { Event: null } item => Append(item),
        { Event.Sequence: var sequence } item => (Introduces(roomEvent) ? BeginAt(sequence, isHistory) : this).Put(item),
    };

    /// <summary>
    /// Whether the event says that its message belongs to what the reader reads. An edit or a removal that happens live does
    /// not: it may be that of a message which the reader did not ask for.
    /// </summary>
    private static bool Introduces(RoomEvent roomEvent) => roomEvent
        is MessagePosted
        or MessageRemoved { InPlaceOfPost: true }
        or UnreadableMessage { Edit: null } or UnreadableMessage { InPlaceOfPost: true };

    private RoomView BeginAt(long sequence, bool isHistory)
    {
        RoomView view = this;
        if (!isHistory && Live is { IsFixed: false } mark && sequence < mark.Position)
        {
            view = view with { Live = mark with { Position = sequence } };
        }

        if (sequence >= Begin)
        {
            return view;
        }

        SortedItems shown = Shown;
        SortedItems waiting = Waiting;
        while (waiting.Count > 0 && waiting.List[^1].Position >= sequence)
        {
            shown = shown.Put(waiting.List[^1]);
            waiting = waiting.RemoveAt(waiting.Count - 1);
        }

        return view with { Begin = sequence, Shown = shown, Waiting = waiting };
    }

    private RoomView Put(RoomViewItem item)
    {
        if (IsFull && item.Position < Oldest && (IsTruncated || item.Position < Begin))
        {
            return this;
        }

        SortedItems waiting = item.Position < Begin ? Waiting.Put(item) : Waiting;
        SortedItems shown = item.Position < Begin ? Shown : Shown.Put(item);
        return waiting == Waiting && shown == Shown ? this : (this with { Waiting = waiting, Shown = shown }).Trim();
    }

    private RoomView Append(RoomViewItem item)
    {
        if (item.Message?.Id is not { } id)
        {
            return (this with { Shown = Shown.Append(item), Appended = Appended + 1 }).Trim();
        }

        return AppendedIds.Contains(id)
            ? this
            : (this with { Shown = Shown.Append(item), Appended = Appended + 1, AppendedIds = AppendedIds.Add(id) }).Trim();
    }

    /// <summary>
    /// What waits counts, too. It is older than what shows, so that what is given up could never show: everything newer would
    /// have to show with it.
    /// </summary>
    private RoomView Trim()
    {
        RoomView view = this;
        while (view.Shown.Count + view.Waiting.Count > Capacity)
        {
            view = view.Waiting.Count > 0 ? view with { Waiting = view.Waiting.RemoveAt(0) } : view.WithoutFirst();
        }

        return view.Shown.Count == Shown.Count || PlacedGaps.IsEmpty
            ? view
            : view with { PlacedGaps = PlacedGaps.RemoveAll(gap => view.IndexOf(gap.Position, gap.Appended) == 0) };
    }

    private RoomView WithoutFirst()
    {
        RoomViewItem first = Shown.List[0];
        return this with
        {
            Shown = Shown.RemoveAt(0),
            AppendedGivenUp = AppendedGivenUp + (first.Event is null ? 1 : 0),
            AppendedIds = first is { Event: null, Message.Id: { } id } ? AppendedIds.Remove(id) : AppendedIds,
            IsTruncated = true,
        };
    }

    private RoomView CatchUp() => Live is not null ? this : this with { Live = new LiveMark(End ?? long.MaxValue, End is not null, Appended) };

    /// <summary>What is told next are all messages of the new series that the server has.</summary>
    private RoomView Recreate(Gap gap) => new(Capacity)
    {
        Begin = 0,
        Live = Live is null ? null : new LiveMark(0, IsFixed: true, Appended: 0),
        PlacedGaps = [new PlacedGap(gap, 0, 0)],
    };

    private RoomView Add(Gap gap)
    {
        long position = (gap.After + 1) ?? gap.Before ?? End ?? 0;
        var placed = new PlacedGap(gap, position, Appended);
        if (PlacedGaps.Contains(placed) || (IsTruncated && IndexOf(position, Appended) == 0))
        {
            return this;
        }

        return PlacedGaps.Count < Capacity
            ? this with { PlacedGaps = PlacedGaps.Add(placed) }
            : this with { PlacedGaps = PlacedGaps.RemoveAt(0).Add(placed), IsTruncated = true };
    }

    /// <summary>The number behind the last item that has one; <see langword="null"/> when none has.</summary>
    private long? End => NumberedCount > 0 ? Shown.List[NumberedCount - 1].Position + 1 : null;

    private bool IsFull => Shown.Count + Waiting.Count >= Capacity;

    private long Oldest => (Waiting.Count > 0 ? Waiting : Shown).List[0].Position;

    private int NumberedCount => Shown.Count - (int)(Appended - AppendedGivenUp);

    private int IndexOf(long position, long appended) =>
        (position == long.MaxValue ? NumberedCount : Shown.CountBelow(position)) + (int)Math.Max(0, appended - AppendedGivenUp);

    /// <summary>Where live begins: at this number, or when there are none, behind so many items without.</summary>
    /// <param name="Position">The number; the highest possible one as long as there is nothing.</param>
    /// <param name="IsFixed">Whether there was something before: then the first live message does not move it.</param>
    /// <param name="Appended">How many items without a number are before it.</param>
    private readonly record struct LiveMark(long Position, bool IsFixed, long Appended);

    private readonly record struct PlacedGap(Gap Gap, long Position, long Appended);
}
