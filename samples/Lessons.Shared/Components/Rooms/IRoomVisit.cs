using Messaging;

namespace Lessons.Shared.Components.Rooms;

/// <summary>A visit to a room that remembers, as far as the components show it. Each lesson has its own. Scoped: one for each browser tab.</summary>
public interface IRoomVisit
{
    /// <summary>What the room looks like.</summary>
    RoomView View { get; }

    /// <summary>How many messages are shown at most; the oldest go first.</summary>
    int MaximumMessages { get; }

    /// <summary>The number of the first event that is shown; <see langword="null"/> when nothing is.</summary>
    long? FirstSequence { get; }

    /// <summary>Whether the server may have messages older than the first that is shown.</summary>
    bool MayHaveOlder { get; }

    /// <summary>Whether the visitor sent a message.</summary>
    bool IsOwn(ChatMessage message);

    /// <summary>Whether the page offers the visitor to edit and remove a message. It is for the server to allow it.</summary>
    bool MayEdit(ChatMessage message);

    /// <summary>What the visitor sent that is not accepted yet and does not show in the room.</summary>
    IReadOnlyList<OutboxMessage> Pending { get; }

    /// <summary>Sends a message again that failed.</summary>
    Task RetryAsync(MessageId id);

    /// <summary>Forgets a message that failed, or takes it back while it waits.</summary>
    void Discard(MessageId id);

    /// <summary>Loads a page of messages older than the first that is shown.</summary>
    Task LoadOlderAsync();

    /// <summary>Gives a message another text.</summary>
    Task EditAsync(long sequence, string text);

    /// <summary>Removes a message.</summary>
    Task RemoveAsync(long sequence);
}
