namespace Messaging.Testing;

/// <summary>One message of a room that remembers, and what became of it. Not thread-safe.</summary>
internal sealed class FakeEntry(EventMetadata posted, RoomEvent first)
{
    private readonly List<RoomEvent> _versions = [first];

    public EventMetadata Posted => posted;

    /// <summary>Everything that happened to it, the oldest first.</summary>
    public IReadOnlyList<RoomEvent> Versions => _versions;

    /// <summary>The message as it stands; <see langword="null"/> if it was removed or is none.</summary>
    public ChatMessage? Message => _versions[^1] switch
    {
        MessagePosted now => now.Message,
        MessageEdited now => now.Message,
        _ => null,
    };

    public bool IsRemoved => _versions[^1] is MessageRemoved;

    /// <summary>What is told of it to somebody who has not heard of it.</summary>
    public RoomEvent Present => _versions[^1] switch
    {
        MessageEdited edited => new MessagePosted(edited.Message),
        MessageRemoved removed => removed with { InPlaceOfPost = true },
        UnreadableMessage { Edit: not null } unreadable => unreadable with { InPlaceOfPost = true },
        var asItWasPosted => asItWasPosted,
    };

    public void Add(RoomEvent version) => _versions.Add(version);
}
