using Messaging.Diagnostics;
using Messaging.Sessions;
using Microsoft.Extensions.Logging;

namespace Messaging.Rooms.Sending;

/// <summary>
/// The messages of one client to one room, in the order of the calls. As long as nothing is in the way, they follow each other
/// on the wire without waiting for answers. When something is (no session, an outcome that nobody knows, a topic that is gone), they
/// queue up, and a <see cref="SendPump"/> takes them one by one until nothing is.
/// </summary>
/// <remarks>
/// Everything that happens to a message happens here, under one lock, and a message comes to its end once: whoever is told of it finds the
/// outbox as it is then. Nobody overtakes: what is called later is put on the wire later, and what was not accepted although a later one
/// was, fails.
/// </remarks>
internal sealed partial class SendLine
{
    private readonly RoomTopic _topic;
    private readonly SessionAccess _sessions;
    private readonly IMessageSearch _search;
    private readonly OutboxBudget _budget;
    private readonly OutgoingMessages _outgoing;
    private readonly Action _refused;
    private readonly RoomTelemetry _telemetry;
    private readonly ILogger _logger;
    private readonly SendPump _pump;
    private readonly Lock _lock = new();
    private readonly LinkedList<PendingMessage> _messages = [];
    private long _latestCall;
    private long _latestAccepted;
    private bool _isPumping;
    private int _unanswered;
    private TaskCompletionSource? _allAnswered;

    /// <summary>Has no messages yet.</summary>
    /// <param name="topic">The room.</param>
    /// <param name="sessions">Where sessions come from.</param>
    /// <param name="search">Looks for messages in the room.</param>
    /// <param name="outgoing">What is common to all rooms.</param>
    /// <param name="refused">Is told when a message was refused for want of a permission, before its sender is.</param>
    /// <param name="telemetry">Whom to tell of duplicates.</param>
    /// <param name="logger">Where to log.</param>
    public SendLine(
        RoomTopic topic,
        SessionAccess sessions,
        IMessageSearch search,
        OutgoingMessages outgoing,
        Action refused,
        RoomTelemetry telemetry,
        ILogger logger)
    {
        _topic = topic;
        _sessions = sessions;
        _search = search;
        _budget = outgoing.Budget;
        _outgoing = outgoing;
        _refused = refused;
        _telemetry = telemetry;
        _logger = logger;
        _pump = new SendPump(this, topic, sessions, search, outgoing.Timeout, logger);
    }

    /// <summary>How many messages are here: none of them is accepted or has failed.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _messages.Count;
            }
        }
    }

    /// <summary>
    /// Sends a message, or lets it wait. If it need not wait, it is on the wire when this returns. If the same message is under way
    /// already, this is the same.
    /// </summary>
    /// <exception cref="MessagingException">It may not wait, or there will be no session.</exception>
    /// <exception cref="ObjectDisposedException">The room was left, or the client was disposed.</exception>
    public Task<SendReceipt> SendAsync(PendingMessage message)
    {
        message.CallersToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(message.Owner.IsClosed, typeof(IChatRoom));
            if (FindTwin(message) is { } underWay)
            {
                return underWay.Task.WaitAsync(message.CallersToken);
            }

            ITopicSession? session = _budget.IsOpen ? _sessions.Find() : _sessions.Session;
            bool waits = session is null || _isPumping || message.MayBeRepeated || message.IsRetry;
            if (waits && _budget.IsOpen)
            {
                message.HoldsPlace = _budget.TryTake() ? true : throw SendErrors.OutboxFull(_budget.Capacity);
            }

            message.Caller = _outgoing.Caller;
            message.Number = ++_latestCall;
            message.Place = _messages.AddLast(message);
            message.Since = _sessions.Time.GetUtcNow();
            message.Owner.Add(message);
            if (waits)
            {
                Wait(message, message.IsRetry ? OutboxMessageState.Checking : OutboxMessageState.Waiting);
            }
            else
            {
                PutOnWire(message, session!);
            }

            return message.Task;
        }
    }

    /// <summary>The server has answered.</summary>
    /// <param name="message">The message.</param>
    /// <param name="answer">The answer, completed.</param>
    public void OnAnswered(PendingMessage message, Task answer)
    {
        PostOutcome? problem = FindProblem(message, answer);
        lock (_lock)
        {
            message.NoteAnswered();
            if (--_unanswered == 0)
            {
                _allAnswered?.SetResult();
                _allAnswered = null;
            }

            if (!message.IsOver)
            {
                if (problem is null)
                {
                    Accept(message, message.Message.ToReceipt((answer as Task<EventMetadata>)?.Result));
                }
                else
                {
                    OnAnswered(message, problem);
                }
            }
        }
    }

    /// <summary>A handle was left: what it has here that is not on its way is given up.</summary>
    public void GiveUp(RoomOutbox owner)
    {
        lock (_lock)
        {
            foreach (PendingMessage message in _messages.Where(m => m.Owner == owner && m.State != OutboxMessageState.Sending).ToArray())
            {
                Fail(message, WhyLeft(message));
            }
        }
    }

    /// <summary>Takes a message back that still waits and is not in the room.</summary>
    public bool TryDiscard(PendingMessage message)
    {
        lock (_lock)
        {
            if (message.IsOver || message.State != OutboxMessageState.Waiting)
            {
                return false;
            }

            End(message);
            message.Owner.Remove(message);
            message.Fail(SendErrors.Discarded(_topic.Path));
            return true;
        }
    }

    /// <summary>A message that was sent before, and is being sent again by somebody else.</summary>
    private PendingMessage? FindTwin(PendingMessage message)
    {
        bool mayHaveOne = message.Replaced is not null || message.IsRetry || message.MayBeRepeated;
        PendingMessage? twin = mayHaveOne ? _messages.FirstOrDefault(other => other.Message.Id == message.Message.Id) : null;
        return twin is null && message.Replaced is { } failed && !message.Owner.Contains(failed)
            ? throw RoomOutbox.NoSuchMessage(message.Message.Id)
            : twin;
    }

    private MessagingException WhyLeft(PendingMessage message) => message.Doubt is { } doubt
        ? SendErrors.Unknown(_topic.Path, doubt, "The room was left before that could be looked up.")
        : SendErrors.Left(_topic.Path);

    private void Wait(PendingMessage message, OutboxMessageState state)
    {
        Show(message, state);
        if (message.CallersToken.IsCancellationRequested)
        {
            Cancel(message);
            return;
        }

        if (message.CallersToken.CanBeCanceled && message.CallersRegistration == default)
        {
            message.CallersRegistration = message.CallersToken.UnsafeRegister(
                static (state, _) => ((Action)state!)(), (Action)(() => OnGivenUp(message)));
        }

        if (!_isPumping)
        {
            _isPumping = true;
            _ = Task.Run(_pump.RunAsync);
        }
    }

    private void OnGivenUp(PendingMessage message)
    {
        lock (_lock)
        {
            if (!message.IsOver && message.State != OutboxMessageState.Sending)
            {
                Cancel(message);
            }
        }
    }

    private void Cancel(PendingMessage message)
    {
        bool isUnknown = message.State == OutboxMessageState.Sending || message.Doubt is not null;
        End(message);
        message.Owner.Remove(message);
        message.Fail(isUnknown
            ? SendErrors.GivenUp(_topic.Path, message.Doubt, message.CallersToken)
            : SendErrors.TakenBack(_topic.Path, message.CallersToken));
    }

    private void PutOnWire(PendingMessage message, ITopicSession session)
    {
        message.WasOnWire = true;
        message.Mark ??= _search.Mark();
        Show(message, OutboxMessageState.Sending);
        _unanswered++;
        NoteAuthor(message);
        Task answer = Post(message, session);

        // Once more, as the user may have begun to change in between.
        NoteAuthor(message);
        message.Follow(this, answer);
    }

    private void NoteAuthor(PendingMessage message)
    {
        if (_outgoing.NextAuthor is { } next)
        {
            message.NoteAuthor(next);
        }

        message.NoteAuthor(_outgoing.Author);
    }

    /// <summary>Puts a message on the wire before it returns the task. Does not throw.</summary>
    private Task Post(PendingMessage message, ITopicSession session)
    {
        try
        {
            byte[] cbor = message.Message.ToCbor();
            return _topic.Kind == RoomKind.Live
                ? session.TrySetAsync(_topic.Path, cbor, message.CallersToken)
                : session.TryAppendAsync(_topic.Path, cbor, message.CallersToken);
        }
        catch (Exception failure)
        {
            return Task.FromException(failure);
        }
    }

    /// <summary>Why the message is not accepted; <see langword="null"/> when it is.</summary>
    private static PostOutcome? FindProblem(PendingMessage message, Task answer)
    {
        if (!answer.IsCompletedSuccessfully)
        {
            return PostOutcome.Of(answer.Exception?.InnerException ?? new TaskCanceledException(answer), message.CallersToken);
        }

        return answer is Task<bool> { Result: false } or Task<EventMetadata> { Result: null } ? new PostOutcome.NoTopic() : null;
    }

    private void OnAnswered(PendingMessage message, PostOutcome outcome)
    {
        switch (outcome)
        {
            case PostOutcome.NoTopic when message.HadTopicCreated:
                Fail(message, SendErrors.TopicRemovedAgain(_topic.Path));
                break;
            case PostOutcome.NoTopic:
                message.NeedsTopic = true;
                WaitAgain(message, OutboxMessageState.Waiting);
                break;
            case PostOutcome.NotConnected notConnected when !_budget.IsOpen:
                Fail(message, notConnected.Failure);
                break;
            case PostOutcome.NotConnected when !message.HoldsPlace && !(message.HoldsPlace = _budget.TryTake()):
                Fail(message, SendErrors.OutboxFull(_budget.Capacity));
                break;
            case PostOutcome.NotConnected:
                WaitAgain(message, OutboxMessageState.Waiting);
                break;
            case PostOutcome.Unknown unknown:
                OnUnknown(message, unknown.Failure);
                break;
            case PostOutcome.GivenUp:
                Cancel(message);
                break;
            case PostOutcome.Refused refused:
                Fail(message, refused.Failure);
                break;
        }
    }

    private void OnUnknown(PendingMessage message, MessagingException failure)
    {
        message.Doubt = failure;
        NoteAuthor(message);
        _logger.SendOutcomeUnknown(message.Message.Id, _topic.Path, failure.Code);
        if (_budget.IsOpen)
        {
            WaitAgain(message, OutboxMessageState.Checking);
        }
        else
        {
            Fail(message, SendErrors.Unknown(_topic.Path, failure, "Look at the room, or send it again with its id."));
        }
    }

    private void WaitAgain(PendingMessage message, OutboxMessageState state)
    {
        if (message.Owner.IsClosed)
        {
            Fail(message, WhyLeft(message));
        }
        else
        {
            Wait(message, state);
        }
    }

    private void Accept(PendingMessage message, SendReceipt receipt)
    {
        _latestAccepted = Math.Max(_latestAccepted, message.Number);
        _logger.MessageAccepted(message.Message.Id, _topic.Path);
        End(message);
        message.Owner.Remove(message);
        message.Succeed(receipt);
    }

    private void Fail(PendingMessage message, Exception why)
    {
        End(message);
        if (why is MessagingException { Code: MessagingErrorCode.NotPermitted })
        {
            _refused();
        }

        if (why is MessagingException error)
        {
            message.Error = error;
            Show(message, OutboxMessageState.Failed);
        }
        else
        {
            message.Owner.Remove(message);
        }

        message.Fail(why);
    }

    private void End(PendingMessage message)
    {
        if (message.HoldsPlace)
        {
            _budget.Return();
        }

        message.End();
    }

    private void Show(PendingMessage message, OutboxMessageState state) => message.MoveTo(state, _sessions.Time);
}
