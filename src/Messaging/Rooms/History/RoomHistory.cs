namespace Messaging.Rooms.History;

/// <summary>The history of a room over its time series.</summary>
internal sealed class RoomHistory(MessageSeries series, Func<MessageId, bool> isOwn) : IRoomHistory
{
    public HistoryQuery Latest() => Query(new HistoryPosition(IsBackwards: true));

    public HistoryQuery Earliest() => Query(new HistoryPosition(IsBackwards: false));

    public HistoryQuery Before(long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        return Query(new HistoryPosition(IsBackwards: true, sequence));
    }

    public HistoryQuery Before(DateTimeOffset time) => Query(new HistoryPosition(IsBackwards: true, Time: time));

    public HistoryQuery From(long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        return Query(new HistoryPosition(IsBackwards: false, sequence));
    }

    public HistoryQuery From(DateTimeOffset time) => Query(new HistoryPosition(IsBackwards: false, Time: time));

    public HistoryQuery Resume(string continuation) => Query(HistoryPosition.FromContinuation(continuation, series.Path));

    public Task<IReadOnlyList<RoomEvent>> GetEditTrailAsync(long sequence, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        return ReadTrailAsync(sequence, cancellationToken);
    }

    private PagedHistory Query(HistoryPosition start) => new(series, start, isOwn);

    private async Task<IReadOnlyList<RoomEvent>> ReadTrailAsync(long sequence, CancellationToken cancellationToken)
    {
        try
        {
            var versions = await series.FindVersionsAsync(sequence, cancellationToken).ConfigureAwait(false);
            return versions.Count > 0
                ? [.. versions.Select(version => MessagePayload.ReadEvent(version, asHistory: false, isOwn))]
                : throw HistoryErrors.NotFound(series.Path, sequence);
        }
        catch (MessagingException cause) when (cause.Code == MessagingErrorCode.NotPermitted)
        {
            Refusal refusal = await series.ExplainAsync(
                [PathPermission.ReadTopic, PathPermission.QueryObsoleteTimeSeriesEvents], cancellationToken).ConfigureAwait(false);
            throw HistoryErrors.MayNotReadTrail(sequence, refusal, cause);
        }
    }
}
