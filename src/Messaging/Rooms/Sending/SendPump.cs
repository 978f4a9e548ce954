using Messaging.Diagnostics;
using Messaging.Sessions;
using Microsoft.Extensions.Logging;

namespace Messaging.Rooms.Sending;

/// <summary>
/// Works off what waits in a <see cref="SendLine"/>: gets a session, looks for what may be in the room, creates a topic that is gone, and
/// gives up what has waited for too long. Runs only while something waits.
/// </summary>
internal sealed class SendPump(
    SendLine line, RoomTopic topic, SessionAccess sessions, IMessageSearch search, TimeSpan limit, ILogger logger)
{
    public async Task RunAsync()
    {
        ITopicSession? session = null;
        while (true)
        {
            // Only then is it known who of those that were put on the wire were overtaken by whom.
            await line.WhenAnsweredAsync().ConfigureAwait(false);
            IReadOnlyList<PendingMessage> waiting = line.Advance(session);
            if (waiting.Count == 0)
            {
                return;
            }

            PendingMessage first = waiting[0];
            session = first.State == OutboxMessageState.Sending ? null : await PrepareAsync(first, waiting).ConfigureAwait(false);
        }
    }

    /// <summary>Removes what is in the way of the first message, or gives that up.</summary>
    /// <returns>The session to send on; <see langword="null"/> when there is something else in the way now.</returns>
    private async Task<ITopicSession?> PrepareAsync(PendingMessage first, IReadOnlyList<PendingMessage> waiting)
    {
        if (line.BeginStep(first) is not { } step)
        {
            return null;
        }

        using var deadline = new CancellationTokenSource(first.Deadline.Left, sessions.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(step.Token, deadline.Token);
        try
        {
            return await PrepareAsync(first, waiting, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            if (deadline.IsCancellationRequested)
            {
                line.GiveUp(first, WhyTooLate);
            }
        }
        catch (ObjectDisposedException)
        {
            line.GiveUp(first, WhyDisposed);
        }
        catch (MessagingException failure)
        {
            line.GiveUp(first, message => WhyClosed(message, failure));
        }
        catch (Exception fault)
        {
            line.GiveUp(first, _ => fault);
        }

        return null;
    }

    private async Task<ITopicSession?> PrepareAsync(
        PendingMessage first, IReadOnlyList<PendingMessage> waiting, CancellationToken cancellationToken)
    {
        for (int failures = 1; ; failures++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ITopicSession session = await sessions.GetAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await PrepareAsync(first, waiting, session, cancellationToken).ConfigureAwait(false) ? session : null;
            }
            catch (MessagingException obstacle) when (sessions.MayWait && IsTemporary(obstacle))
            {
                await sessions.PauseAsync(session, failures, cancellationToken).ConfigureAwait(false);
            }
            catch (MessagingException refusal)
            {
                line.GiveUp(first, message => WhyNotPrepared(message, refusal));
                return null;
            }
        }
    }

    /// <summary>Whether the first message can be sent on the session now.</summary>
    private async Task<bool> PrepareAsync(
        PendingMessage first, IReadOnlyList<PendingMessage> waiting, ITopicSession session, CancellationToken cancellationToken)
    {
        if (first.State == OutboxMessageState.Checking)
        {
            PendingMessage[] doubtful = [.. waiting.Where(message => message.State == OutboxMessageState.Checking)];
            IReadOnlyList<SearchResult> results = await search.SearchAsync(session, doubtful, cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < results.Count; i++)
            {
                line.Conclude(doubtful[i], results[i]);
            }
        }

        if (first.IsOver)
        {
            return false;
        }

        if (line.IsOvertaken(first))
        {
            line.GiveUp(first, _ => SendErrors.Overtaken(topic.Path));
            return false;
        }

        if (first.MayBeRepeated)
        {
            line.ConcludeEarlier(first, await search.FindEarlierAsync(session, first.Message, cancellationToken).ConfigureAwait(false));
        }

        if (first is { IsOver: false, NeedsTopic: true })
        {
            logger.RoomTopicCreatedAgain(topic.Path);
            await topic.EnsureAsync(session, cancellationToken).ConfigureAwait(false);
            line.NoteTopic(first);
        }

        return true;
    }

    private static bool IsTemporary(MessagingException obstacle) =>
        obstacle.Code is MessagingErrorCode.ConnectionLost or MessagingErrorCode.NotConnected or MessagingErrorCode.Timeout;

    private MessagingException WhyTooLate(PendingMessage message) => message.Doubt is { } doubt
        ? SendErrors.Unknown(topic.Path, doubt, $"It could not be looked up within {limit} ({nameof(MessagingOptions)}.{nameof(MessagingOptions.SendTimeout)}).")
        : SendErrors.TooLate(topic.Path, limit, sessions.Status);

    private MessagingException WhyDisposed(PendingMessage message) => message.Doubt is { } doubt
        ? SendErrors.Unknown(topic.Path, doubt, "The client was disposed before that could be looked up.")
        : SendErrors.Disposed(topic.Path);

    private MessagingException WhyClosed(PendingMessage message, MessagingException failure) => message.Doubt is { } doubt
        ? SendErrors.Unknown(topic.Path, doubt, "The client was closed before that could be looked up.", failure)
        : sessions.MayWait ? SendErrors.Closed(topic.Path, sessions.Status.Error ?? failure) : failure;

    private MessagingException WhyNotPrepared(PendingMessage message, MessagingException refusal) => message.Doubt is { } doubt
        ? SendErrors.Unknown(topic.Path, doubt, $"It could not be looked up: {refusal.Message}", refusal)
        : refusal;
}
