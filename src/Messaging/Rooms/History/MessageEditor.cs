using Messaging.Sessions;

namespace Messaging.Rooms.History;

/// <summary>Edits and removes the messages of a room.</summary>
/// <param name="series">The room.</param>
/// <param name="session">Gives the session to work with, or says why there is none.</param>
/// <param name="findAtHand">Finds a message among those that are known without asking the server.</param>
/// <param name="author">The principal by then.</param>
internal sealed class MessageEditor(
    MessageSeries series, Func<ITopicSession> session, Func<long, TopicValue?> findAtHand, Func<string> author)
{
    public async Task<EventMetadata> EditAsync(long sequence, string text, CancellationToken cancellationToken)
    {
        Present present = await FindAsync(sequence, cancellationToken).ConfigureAwait(false);
        return present.Content is UnreadableMessage unreadable
            ? throw HistoryErrors.NoMessage(series.Path, sequence, unreadable.Problem)
            : await PutAsync(present, MessagePayload.WriteEdit(present.Json, text), cancellationToken).ConfigureAwait(false);
    }

    public async Task<EventMetadata> RemoveAsync(long sequence, CancellationToken cancellationToken)
    {
        Present present = await FindAsync(sequence, cancellationToken).ConfigureAwait(false);
        return await PutAsync(present, MessagePayload.WriteTombstone(present.Json), cancellationToken).ConfigureAwait(false);
    }

    private async Task<Present> FindAsync(long sequence, CancellationToken cancellationToken)
    {
        TopicValue value = findAtHand(sequence)
            ?? await series.FindAsync(sequence, cancellationToken).ConfigureAwait(false)
            ?? throw HistoryErrors.NotFound(series.Path, sequence);
        EventMetadata original = MessageSeries.MessageOf(value);
        return MessagePayload.ReadEvent(value, asHistory: true, static _ => false) switch
        {
            MessageRemoved => throw HistoryErrors.Removed(series.Path, sequence),
            UnreadableMessage unreadable => new Present(original, unreadable, unreadable.RawJson),
            RoomEvent message => new Present(original, message, value.ToJson()),
        };
    }

    private async Task<EventMetadata> PutAsync(Present present, string json, CancellationToken cancellationToken)
    {
        try
        {
            return await session().EditJsonAsync(series.Path, present.Original.Sequence, json, cancellationToken).ConfigureAwait(false);
        }
        catch (MessagingException cause) when (cause.Code == MessagingErrorCode.NotPermitted)
        {
            bool isOwn = present.Original.Author.Length > 0 && present.Original.Author == author();
            PathPermission edit = isOwn ? PathPermission.EditOwnTimeSeriesEvents : PathPermission.EditTimeSeriesEvents;
            Refusal refusal = await series.ExplainAsync([PathPermission.UpdateTopic, edit], cancellationToken).ConfigureAwait(false);
            throw HistoryErrors.MayNotEdit(present.Original.Sequence, isOwn, refusal, cause);
        }
    }

    /// <summary>What is there now: a message, or something unreadable, and the event that posted it.</summary>
    private sealed record Present(EventMetadata Original, RoomEvent Content, string Json);
}
