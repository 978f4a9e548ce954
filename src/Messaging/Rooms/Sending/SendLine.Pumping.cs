using Messaging.Diagnostics;
using Messaging.Sessions;

namespace Messaging.Rooms.Sending;

/// <summary>What the <see cref="SendPump"/> asks and tells the line, which alone changes what becomes of a message.</summary>
internal sealed partial class SendLine
{
    /// <summary>What to do next. Ends the pumping when all that there is is on its way.</summary>
    /// <param name="session">A session that there is, for putting on the wire what need not wait any more.</param>
    /// <returns>All messages, when one of them at least has to wait; otherwise none.</returns>
    public IReadOnlyList<PendingMessage> Advance(ITopicSession? session)
    {
        lock (_lock)
        {
            for (LinkedListNode<PendingMessage>? node = _messages.First; node is not null && session is not null;)
            {
                // What is put on the wire may come to its end at once.
                (PendingMessage message, node) = (node.Value, node.Next);
                if (message is not { State: OutboxMessageState.Waiting, NeedsTopic: false, MayBeRepeated: false } || !TryPutOnWire(message, session))
                {
                    break;
                }

                session = message is { IsOver: false, State: not OutboxMessageState.Sending } ? null : session;
            }

            _isPumping = _messages.Any(message => message.State != OutboxMessageState.Sending);
            return _isPumping ? [.. _messages] : [];
        }
    }

    /// <summary>
    /// Posts a message that has waited, unless it is another user's: that fails. While the user changes nobody knows whose it would be.
    /// </summary>
    private bool TryPutOnWire(PendingMessage message, ITopicSession session) => _sessions.TryBeforeUserChange(() =>
    {
        if (message.Caller is { } caller && caller != _outgoing.Author)
        {
            Fail(message, SendErrors.OtherUser(_topic.Path));
        }
        else
        {
            PutOnWire(message, session);
        }
    });

    /// <summary>Completes when nothing is on its way. While the pump runs, it alone puts something on the wire.</summary>
    public Task WhenAnsweredAsync()
    {
        lock (_lock)
        {
            return _unanswered == 0
                ? Task.CompletedTask
                : (_allAnswered ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Begins something for a message, which ends when the message does.</summary>
    /// <returns><see langword="null"/>: the message is over.</returns>
    public CancellationTokenSource? BeginStep(PendingMessage message)
    {
        lock (_lock)
        {
            return message.IsOver ? null : message.Step = new CancellationTokenSource();
        }
    }

    /// <summary>What looking for the message has shown.</summary>
    public void Conclude(PendingMessage message, SearchResult result)
    {
        lock (_lock)
        {
            if (message.IsOver || message.State != OutboxMessageState.Checking)
            {
                return;
            }

            _logger.SendOutcomeKnown(message.Message.Id, _topic.Path, result.GetType().Name);
            switch (result)
            {
                case SearchResult.Found found:
                    Accept(message, found.Receipt with { WasDuplicate = message.IsRetry });
                    break;
                case SearchResult.NotThere:
                    message.Doubt = null;
                    Show(message, OutboxMessageState.Waiting);
                    break;
                case SearchResult.Unclear unclear:
                    Fail(message, SendErrors.Unknown(_topic.Path, message.Doubt!, unclear.Why));
                    break;
            }
        }

        if (result is SearchResult.Found)
        {
            _telemetry.NoteDuplicate(TelemetryNames.Send);
        }
    }

    /// <summary>Whether an earlier call's try has posted the message.</summary>
    public void ConcludeEarlier(PendingMessage message, SendReceipt? earlier)
    {
        bool isThere;
        lock (_lock)
        {
            message.MayBeRepeated = false;
            isThere = earlier is not null && !message.IsOver;
            if (isThere)
            {
                Accept(message, earlier!);
            }
        }

        if (isThere)
        {
            _telemetry.NoteDuplicate(TelemetryNames.Send);
        }
    }

    /// <summary>The topic is there now.</summary>
    public void NoteTopic(PendingMessage createdFor)
    {
        lock (_lock)
        {
            createdFor.HadTopicCreated = true;
            foreach (PendingMessage message in _messages)
            {
                message.NeedsTopic = false;
            }
        }
    }

    /// <summary>Gives a message up, unless it has come to its end or is on its way.</summary>
    public void GiveUp(PendingMessage message, Func<PendingMessage, Exception> why)
    {
        lock (_lock)
        {
            if (!message.IsOver && message.State != OutboxMessageState.Sending)
            {
                Fail(message, why(message));
            }
        }
    }

    /// <summary>Whether a later message was accepted, so that this one would come in the wrong place.</summary>
    public bool IsOvertaken(PendingMessage message) => message.Number < Volatile.Read(ref _latestAccepted);
}
