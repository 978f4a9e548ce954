using Messaging.Diagnostics;
using Messaging.Sessions;
using Microsoft.Extensions.Logging;

namespace Messaging.Rooms.Reading;

/// <summary>Says what the values of a room's topic are to its readers, who ask on their own threads. Thread-safe.</summary>
/// <param name="kind">What the room is.</param>
/// <param name="topicPath">Its topic.</param>
/// <param name="ownIds">Which messages this client has sent.</param>
/// <param name="logger">Where to log.</param>
internal sealed class MessageDecoder(RoomKind kind, string topicPath, RecentIds ownIds, ILogger logger)
{
    private readonly Func<MessageId, bool> _isOwn = ownIds.Contains;
    private Func<TopicValue, RoomEvent>? _decode;
    private volatile bool _isShared;

    /// <summary>Whether several readers are told the same values. May change at any time: it only says what is worth remembering.</summary>
    public bool IsShared
    {
        get => _isShared;
        set => _isShared = value;
    }

    /// <summary>As <see cref="Decode"/>, and all readers get the same object if there are several.</summary>
    public RoomEvent DecodeForReaders(TopicValue value) => value.DecodeOnce(_decode ??= Decode, _isShared);

    public RoomEvent Decode(TopicValue value)
    {
        RoomEvent decoded = kind == RoomKind.Live
            ? MessagePayload.Read(value, _isOwn)
            : MessagePayload.ReadEvent(value, asHistory: false, _isOwn);
        if (decoded is UnreadableMessage unreadable)
        {
            logger.UnreadableMessage(topicPath, unreadable.Problem);
        }

        return decoded;
    }
}
