using Messaging.Sessions;

namespace Messaging.Rooms.History;

/// <summary>An edit or a removal from the call to its end.</summary>
/// <param name="Path">The room.</param>
/// <param name="Sequence">The message.</param>
/// <param name="NewText">The text; <see langword="null"/> removes the message.</param>
/// <param name="Caller">Whose change it is; <see langword="null"/> when the user was changing as it was asked for.</param>
internal sealed record MessageChange(string Path, long Sequence, string? NewText, string? Caller)
{
    private string? _json;
    private EventMetadata? _before;

    /// <summary>Why it may have been made although nobody said so; <see langword="null"/> when it was not.</summary>
    public MessagingException? Doubt { get; set; }

    /// <summary>Whether it was never tried: then what is at hand of the message will do.</summary>
    public bool IsDue => _json is null;

    /// <summary>The payload that makes the change of the message as it stands.</summary>
    /// <exception cref="MessagingException">The message cannot be changed like that.</exception>
    public string Apply(TopicValue before)
    {
        RoomEvent content = MessagePayload.ReadEvent(before, asHistory: true, static _ => false);
        _json = content switch
        {
            MessageRemoved => throw HistoryErrors.Removed(Path, Sequence),
            UnreadableMessage unreadable => NewText is null
                ? MessagePayload.WriteTombstone(unreadable.RawJson)
                : throw HistoryErrors.NoMessage(Path, Sequence, unreadable.Problem),
            _ => NewText is null ? MessagePayload.WriteTombstone(before.ToJson()) : MessagePayload.WriteEdit(before.ToJson(), NewText),
        };
        _before = before.Event;
        return _json;
    }

    /// <summary>Whether nothing has happened to the message since it was to be changed.</summary>
    public bool IsAsBefore(TopicValue now) => now.Event == _before;

    /// <summary>The version that the change has made; <see langword="null"/> when there is none.</summary>
    public EventMetadata? FindIn(IEnumerable<TopicValue> versions) => versions
        .Where(version => version.Event!.Sequence > _before!.Sequence && MessagePayload.SaysTheSame(version, _json!))
        .Select(version => version.Event)
        .FirstOrDefault();
}
