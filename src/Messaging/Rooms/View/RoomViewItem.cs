using System.Diagnostics;

namespace Messaging;

/// <summary>A place in a <see cref="RoomView"/>, and what is there now. Immutable, compared by value.</summary>
[DebuggerDisplay("{State}: {Message}")]
public sealed record RoomViewItem
{
    private RoomViewItem(RoomViewItemState state, EventMetadata? @event, EventMetadata? edit)
    {
        State = state;
        Event = @event;
        Edit = edit;
    }

    /// <summary>What is there.</summary>
    public RoomViewItemState State { get; }

    /// <summary>
    /// The event that put it there; its sequence number is the place. <see langword="null"/> in a <see cref="RoomKind.Live"/>
    /// room.
    /// </summary>
    public EventMetadata? Event { get; }

    /// <summary>The latest edit, or the removal; <see langword="null"/> when there is none.</summary>
    public EventMetadata? Edit { get; }

    /// <summary>The message as it stands; <see langword="null"/> unless the state is <see cref="RoomViewItemState.Message"/>.</summary>
    public ChatMessage? Message { get; private init; }

    /// <summary>What is there instead; <see langword="null"/> unless the state is <see cref="RoomViewItemState.Unreadable"/>.</summary>
    public UnreadableMessage? Unreadable { get; private init; }

    /// <summary>Where it belongs; things without a number come last.</summary>
    internal long Position => Event?.Sequence ?? long.MaxValue;

    private long Version => (Edit ?? Event)?.Sequence ?? 0;

    /// <summary>What the event says of its place; <see langword="null"/> when it says nothing of any.</summary>
    internal static RoomViewItem? From(RoomEvent roomEvent) => roomEvent switch
    {
        MessagePosted posted => For(posted.Message),
        MessageEdited { Message.Event: not null } edited => For(edited.Message),
        MessageRemoved removed => new RoomViewItem(RoomViewItemState.Removed, removed.Event, removed.Removal),
        UnreadableMessage unreadable => new RoomViewItem(RoomViewItemState.Unreadable, unreadable.Event, unreadable.Edit)
        {
            Unreadable = unreadable with { InPlaceOfPost = false }, // how it was told makes no difference to what is there
        },
        _ => null,
    };

    /// <summary>Something to search for.</summary>
    internal static RoomViewItem At(long sequence) =>
        new(RoomViewItemState.Removed, new EventMetadata(sequence, default, ""), null);

    internal bool IsNewerThan(RoomViewItem other) => Version > other.Version;

    private static RoomViewItem For(ChatMessage message) =>
        new(RoomViewItemState.Message, message.Event, message.Edit) { Message = message };
}
