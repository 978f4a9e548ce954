using Messaging.Sessions;

namespace Messaging.Rooms.History;

/// <summary>The time series of a room, asked for messages. Thread-safe.</summary>
/// <param name="path">The topic.</param>
/// <param name="session">Gives the session to ask, or says why there is none.</param>
/// <param name="refused">Is told when the principal may not do what was asked.</param>
internal sealed class MessageSeries(string path, Func<ITopicSession> session, Action refused)
{
    public string Path => path;

    /// <summary>Messages as they stand, one event for each, in the order of the room.</summary>
    public async Task<IReadOnlyList<TopicValue>> QueryAsync(SeriesQuery query, CancellationToken cancellationToken)
    {
        IReadOnlyList<TopicValue> found = await AskAsync(query, cancellationToken).ConfigureAwait(false);
        return [.. found.GroupBy(value => MessageOf(value).Sequence).OrderBy(versions => versions.Key).Select(Latest)];
    }

    /// <summary>A message as it stands; <see langword="null"/> when there is none of this number, or no more.</summary>
    public async Task<TopicValue?> FindAsync(long sequence, CancellationToken cancellationToken)
    {
        var query = new SeriesQuery(new SeriesAnchor.At(sequence), new SeriesSpan.At(sequence));
        IReadOnlyList<TopicValue> found = await QueryAsync(query, cancellationToken).ConfigureAwait(false);
        return found.FirstOrDefault(value => MessageOf(value).Sequence == sequence);
    }

    /// <summary>All versions of a message, the oldest first.</summary>
    public async Task<IReadOnlyList<TopicValue>> FindVersionsAsync(long sequence, CancellationToken cancellationToken)
    {
        var query = new SeriesQuery(new SeriesAnchor.At(sequence), new SeriesSpan.At(sequence), AllEdits: true);
        IReadOnlyList<TopicValue> found = await AskAsync(query, cancellationToken).ConfigureAwait(false);
        return [.. found.Where(value => MessageOf(value).Sequence == sequence).OrderBy(value => value.Event!.Sequence)];
    }

    /// <summary>Messages as they were posted, whatever was made of them since; fewer where the server does not retain that any more.</summary>
    /// <param name="messages">The messages as they stand, one at least, in the order of the room.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<TopicValue>> FindPostedAsync(IReadOnlyList<TopicValue> messages, CancellationToken cancellationToken)
    {
        HashSet<EventMetadata> sought = [.. messages.Select(MessageOf)];
        var query = new SeriesQuery(
            new SeriesAnchor.At(MessageOf(messages[0]).Sequence), new SeriesSpan.At(MessageOf(messages[^1]).Sequence), AllEdits: true);
        IReadOnlyList<TopicValue> found = await AskAsync(query, cancellationToken).ConfigureAwait(false);
        return [.. found.Where(value => sought.Contains(value.Event!))];
    }

    /// <summary>Which of these permissions a call that was refused has lacked.</summary>
    public Task<Refusal> ExplainAsync(IReadOnlyList<PathPermission> needed, CancellationToken cancellationToken) =>
        Refusal.ExplainAsync(session, path, needed, cancellationToken);

    /// <summary>The event that posted the message of which this is a version.</summary>
    public static EventMetadata MessageOf(TopicValue value) => value.Original ?? value.Event!;

    private async Task<IReadOnlyList<TopicValue>> AskAsync(SeriesQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await session().QueryAsync(path, query, cancellationToken).ConfigureAwait(false);
        }
        catch (MessagingException refusal) when (refusal.Code == MessagingErrorCode.NotPermitted)
        {
            refused();
            throw;
        }
    }

    private static TopicValue Latest(IEnumerable<TopicValue> versions) => versions.MaxBy(value => value.Event!.Sequence)!;
}
