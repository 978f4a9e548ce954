using Messaging.Sessions;

namespace Messaging.Rooms;

/// <summary>The topic of a room: where it is, and what it has to be.</summary>
internal sealed record RoomTopic(string Path, TopicDescription Description)
{
    public static RoomTopic For(RoomKind kind, string path) => kind switch
    {
        RoomKind.Live => new RoomTopic(path, TopicDescription.Json),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of room."),
    };

    /// <summary>
    /// Adds the topic unless there is one that serves. A topic of the same type with other properties does; so does any
    /// that somebody else added, when this principal may not add topics.
    /// </summary>
    public async Task EnsureAsync(ITopicSession session, CancellationToken cancellationToken)
    {
        try
        {
            await session.AddTopicAsync(Path, Description, cancellationToken).ConfigureAwait(false);
        }
        catch (MessagingException refusal) when (IsRefusal(refusal))
        {
            TopicDescription? existing = await LookUpAsync(session, refusal, cancellationToken).ConfigureAwait(false);
            if (existing?.Type != Description.Type)
            {
                throw existing is null ? refusal : Mismatch(existing, refusal);
            }
        }
    }

    /// <summary>Whether the server said no, as opposed to saying nothing.</summary>
    private static bool IsRefusal(MessagingException error) =>
        error.Code is MessagingErrorCode.NotPermitted or MessagingErrorCode.RoomKindMismatch or MessagingErrorCode.ServerError;

    private async Task<TopicDescription?> LookUpAsync(
        ITopicSession session, MessagingException refusal, CancellationToken cancellationToken)
    {
        try
        {
            return await session.DescribeTopicAsync(Path, cancellationToken).ConfigureAwait(false);
        }
        catch (MessagingException error) when (IsRefusal(error))
        {
            throw refusal;
        }
    }

    private MessagingException Mismatch(TopicDescription existing, MessagingException refusal) => new(
        MessagingErrorCode.RoomKindMismatch,
        $"The room needs a topic of type {Description} at '{Path}', but the topic that is there is {existing}. "
        + "Use another room name or prefix, or remove that topic.",
        innerException: refusal);
}
