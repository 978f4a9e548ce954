using System.Diagnostics.CodeAnalysis;
using Messaging.Diagnostics;
using Messaging.Rooms.Reading;
using Messaging.Rooms.Sending;
using Messaging.Sessions;
using Microsoft.Extensions.Logging;

namespace Messaging.Rooms.History;

/// <summary>
/// Edits and removes the messages of a room, one after the other, each once: when nobody knows whether a change was made, the message
/// itself shows it.
/// </summary>
/// <param name="room">The room.</param>
/// <param name="sessions">Gives the session to work with.</param>
/// <param name="outgoing">Says who sends, and how much may wait for how long.</param>
/// <param name="logger">Where to log.</param>
/// <param name="left">Cancelled when the room was left.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is not used holds nothing.")]
internal sealed class MessageEditor(
    RoomSubscription room, SessionAccess sessions, OutgoingMessages outgoing, ILogger logger, CancellationToken left)
{
    private readonly string _path = room.Topic.Path;
    private readonly HistoryFeed? _feed = room.Feed as HistoryFeed;
    private readonly SemaphoreSlim _turn = new(1, 1);

    public Task<EventMetadata> EditAsync(long sequence, string text, CancellationToken cancellationToken) =>
        RunAsync(new MessageChange(_path, sequence, text, outgoing.Caller), cancellationToken);

    public Task<EventMetadata> RemoveAsync(long sequence, CancellationToken cancellationToken) =>
        RunAsync(new MessageChange(_path, sequence, NewText: null, outgoing.Caller), cancellationToken);

    private async Task<EventMetadata> RunAsync(MessageChange change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!sessions.MayWait)
        {
            return await MakeAsync(change, sessions.Session, cancellationToken, cancellationToken).ConfigureAwait(false);
        }

        bool holdsPlace = sessions.Find() is null
            && (outgoing.Budget.TryTake() ? true : throw SendErrors.OutboxFull(outgoing.Budget.Capacity));
        using var deadline = new CancellationTokenSource(outgoing.Timeout, sessions.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token, left);
        try
        {
            return await RunInTurnAsync(change, cancellationToken, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            throw WhyGivenUp(change, cancellationToken);
        }
        catch (ObjectDisposedException) when (change.Doubt is { } doubt)
        {
            throw EditErrors.Unknown(_path, change.Sequence, doubt, "The client was disposed before that could be looked up.");
        }
        finally
        {
            if (holdsPlace)
            {
                outgoing.Budget.Return();
            }
        }
    }

    private Exception WhyGivenUp(MessageChange change, CancellationToken callersToken)
    {
        if (callersToken.IsCancellationRequested)
        {
            return change.Doubt is { } doubt
                ? EditErrors.GivenUp(_path, change.Sequence, doubt, callersToken)
                : new OperationCanceledException(callersToken);
        }

        string why = left.IsCancellationRequested
            ? "The room was left."
            : $"There was no connection to do so within {outgoing.Timeout} ({nameof(MessagingOptions)}.{nameof(MessagingOptions.SendTimeout)}).";
        return change.Doubt is { } cause
            ? EditErrors.Unknown(_path, change.Sequence, cause, $"It could not be looked up: {why}")
            : EditErrors.NotMade(_path, change.Sequence, why, sessions.Status.Error);
    }

    private async Task<EventMetadata> RunInTurnAsync(MessageChange change, CancellationToken callersToken, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (int failures = 1; ; failures++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ITopicSession session = await GetSessionAsync(change, cancellationToken).ConfigureAwait(false);
                if (await TryAsync(change, session, callersToken, cancellationToken).ConfigureAwait(false) is { } made)
                {
                    return made;
                }

                await sessions.PauseAsync(session, failures, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<ITopicSession> GetSessionAsync(MessageChange change, CancellationToken cancellationToken)
    {
        try
        {
            return await sessions.GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (MessagingException closed) when (change.Doubt is { } doubt)
        {
            throw EditErrors.Unknown(_path, change.Sequence, doubt, "The client was closed before that could be looked up.", closed);
        }
    }

    /// <summary><see langword="null"/>: there is something in the way, which may pass.</summary>
    private async Task<EventMetadata?> TryAsync(
        MessageChange change, ITopicSession session, CancellationToken callersToken, CancellationToken cancellationToken)
    {
        try
        {
            return change.Doubt is { } doubt
                && await LookAsync(change, doubt, session, cancellationToken).ConfigureAwait(false) is { } made
                    ? made
                    : await MakeAsync(change, session, callersToken, cancellationToken).ConfigureAwait(false);
        }
        catch (MessagingException obstacle) when (
            obstacle is { IsOutcomeUnknown: false, Code: MessagingErrorCode.ConnectionLost or MessagingErrorCode.NotConnected or MessagingErrorCode.Timeout })
        {
            return null;
        }
    }

    /// <summary>As it stands, the message says whether the change was made; <see langword="null"/>: it was not.</summary>
    private async Task<EventMetadata?> LookAsync(
        MessageChange change, MessagingException doubt, ITopicSession session, CancellationToken cancellationToken)
    {
        MessageSeries series = On(session);
        try
        {
            TopicValue now = await series.FindAsync(change.Sequence, cancellationToken).ConfigureAwait(false)
                ?? throw EditErrors.Unknown(_path, change.Sequence, doubt, "The server does not retain the message any more.");
            if (change.IsAsBefore(now))
            {
                change.Doubt = null;
                return null;
            }

            return change.FindIn([now])
                ?? change.FindIn(await series.FindVersionsAsync(change.Sequence, cancellationToken).ConfigureAwait(false))
                ?? throw EditErrors.Unknown(_path, change.Sequence, doubt, "Somebody else has changed it since.");
        }
        catch (MessagingException refusal) when (refusal.Code == MessagingErrorCode.NotPermitted)
        {
            throw EditErrors.Unknown(_path, change.Sequence, doubt, $"It could not be looked up: {refusal.Message}", refusal);
        }
    }

    private async Task<EventMetadata> MakeAsync(
        MessageChange change, ITopicSession session, CancellationToken callersToken, CancellationToken cancellationToken)
    {
        TopicValue before = change.IsDue && _feed?.Find(change.Sequence) is { } known
            ? known.Value
            : await On(session).FindAsync(change.Sequence, cancellationToken).ConfigureAwait(false)
              ?? throw HistoryErrors.NotFound(_path, change.Sequence);
        string json = change.Apply(before);
        if (change.Caller is { } caller && caller != outgoing.Author)
        {
            throw EditErrors.NotMade(_path, change.Sequence, "the client has become another user in between. Make it again if it may be that user's.");
        }

        try
        {
            return await session.EditJsonAsync(_path, change.Sequence, json, callersToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (callersToken.IsCancellationRequested)
        {
            change.Doubt = new MessagingException(MessagingErrorCode.Timeout, "The caller did not wait for the server's answer.", isTransient: true);
            throw EditErrors.GivenUp(_path, change.Sequence, change.Doubt, callersToken);
        }
        catch (MessagingException failure) when (failure.Code is MessagingErrorCode.ConnectionLost or MessagingErrorCode.Timeout)
        {
            change.Doubt = failure;
            logger.ChangeOutcomeUnknown(change.Sequence, _path, failure.Code);
            throw sessions.MayWait ? failure : EditErrors.Unknown(_path, change.Sequence, failure, "Look at the room to see how it stands.");
        }
        catch (MessagingException refusal) when (refusal.Code == MessagingErrorCode.NotPermitted)
        {
            EventMetadata original = MessageSeries.MessageOf(before);
            bool isOwn = original.Author.Length > 0 && original.Author == outgoing.Author;
            PathPermission edit = isOwn ? PathPermission.EditOwnTimeSeriesEvents : PathPermission.EditTimeSeriesEvents;
            Refusal why = await On(session).ExplainAsync([PathPermission.UpdateTopic, edit], cancellationToken).ConfigureAwait(false);
            throw HistoryErrors.MayNotEdit(change.Sequence, isOwn, why, refusal);
        }
    }

    private MessageSeries On(ITopicSession session) => new(_path, () => session, room.Capabilities.Refresh);
}
