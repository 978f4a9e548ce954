using Messaging.Sessions;

namespace Messaging.Rooms.History;

/// <summary>Edits and removes the messages of a room.</summary>
/// <param name="series">The room.</param>
/// <param name="session">Gives the session to work with, or says why there is none.</param>
/// <param name="findAtHand">Finds a message among those that are known without asking the server.</param>
internal sealed class MessageEditor(MessageSeries series, Func<ITopicSession> session, Func<long, TopicValue?> findAtHand)
{
    public async Task<EventMetadata> EditAsync(long sequence, string text, CancellationToken cancellationToken)
    {
        (RoomEvent present, string json) = await FindAsync(sequence, cancellationToken).ConfigureAwait(false);
        return present is UnreadableMessage unreadable
            ? throw HistoryErrors.NoMessage(series.Path, sequence, unreadable.Problem)
            : await PutAsync(sequence, MessagePayload.WriteEdit(json, text), cancellationToken).ConfigureAwait(false);
    }

    public async Task<EventMetadata> RemoveAsync(long sequence, CancellationToken cancellationToken)
    {
        (_, string json) = await FindAsync(sequence, cancellationToken).ConfigureAwait(false);
        return await PutAsync(sequence, MessagePayload.WriteTombstone(json), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What is there now: a message, or something unreadable.</summary>
    private async Task<(RoomEvent Present, string Json)> FindAsync(long sequence, CancellationToken cancellationToken)
    {
        TopicValue value = findAtHand(sequence)
            ?? await series.FindAsync(sequence, cancellationToken).ConfigureAwait(false)
            ?? throw HistoryErrors.NotFound(series.Path, sequence);
        return MessagePayload.ReadEvent(value, asHistory: true, static _ => false) switch
        {
            MessageRemoved => throw HistoryErrors.Removed(series.Path, sequence),
            UnreadableMessage unreadable => (unreadable, unreadable.RawJson),
            RoomEvent message => (message, value.ToJson()),
        };
    }

    private async Task<EventMetadata> PutAsync(long sequence, string json, CancellationToken cancellationToken)
    {
        try
        {
            return await session().EditJsonAsync(series.Path, sequence, json, cancellationToken).ConfigureAwait(false);
        }
        catch (MessagingException refusal) when (refusal.Code == MessagingErrorCode.NotPermitted)
        {
            throw HistoryErrors.MayNotEdit(series.Path, sequence, refusal);
        }
    }
}
