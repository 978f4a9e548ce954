using Messaging.Sessions;

namespace Messaging.Rooms.Sending;

/// <summary>
/// A message from the call to its end, which its caller waits for. Whatever may change belongs to the <see cref="SendLine"/> that it
/// is in, under its lock.
/// </summary>
internal sealed class PendingMessage(OutgoingMessage message, RoomOutbox owner, SendDeadline deadline, CancellationToken callersToken)
    : TaskCompletionSource<SendReceipt>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    // Nearly always one, or none yet.
    private string? _author;
    private string[] _otherAuthors = [];
    private SendLine? _line;

    public OutgoingMessage Message => message;

    /// <summary>The handle's outbox.</summary>
    public RoomOutbox Owner => owner;

    /// <summary>Until when it may wait or be looked for.</summary>
    public SendDeadline Deadline => deadline;

    /// <summary>Cancelled when the caller gives up.</summary>
    public CancellationToken CallersToken => callersToken;

    /// <summary>Whose message it is; <see langword="null"/> when the user was changing as it was sent, so that it may be either's.</summary>
    public string? Caller { get; set; }

    /// <summary>Its place in the order of the calls.</summary>
    public long Number { get; set; }

    public OutboxMessageState State { get; private set; }

    public DateTimeOffset Since { get; set; }

    public MessagingException? Error { get; set; }

    /// <summary>What was known of the room before the first try.</summary>
    public RoomMark? Mark { get; set; }

    /// <summary>Whether this call has put it on the wire.</summary>
    public bool WasOnWire { get; set; }

    /// <summary>Why it may be in the room although nobody said so; <see langword="null"/> when it is not, or is on its way.</summary>
    public MessagingException? Doubt { get; set; }

    /// <summary>Whether a try of an earlier call is to be looked for first.</summary>
    public bool MayBeRepeated { get; set; }

    /// <summary>The same message of an earlier call, which has failed and has to be there still.</summary>
    public PendingMessage? Replaced { get; private set; }

    /// <summary>Whether an earlier call left open whether it is in the room.</summary>
    public bool IsRetry { get; private init; }

    /// <summary>Whether there was no topic when it was sent.</summary>
    public bool NeedsTopic { get; set; }

    /// <summary>Whether the topic was created for it.</summary>
    public bool HadTopicCreated { get; set; }

    /// <summary>Whether it holds a place in the budget of what may wait.</summary>
    public bool HoldsPlace { get; set; }

    /// <summary>Whether it has come to its end.</summary>
    public bool IsOver { get; private set; }

    /// <summary>What the server will answer, while it is on its way.</summary>
    public Task? Answer { get; private set; }

    /// <summary>Its place in the line, while it is not over.</summary>
    public LinkedListNode<PendingMessage>? Place { get; set; }

    /// <summary>Gives up what is being done for it.</summary>
    public CancellationTokenSource? Step { get; set; }

    public CancellationTokenRegistration CallersRegistration { get; set; }

    /// <summary>The message as it is shown.</summary>
    public OutboxMessage ToShown() => new(message.Id, message.Text, message.Name, message.Timestamp, State, Since, Error);

    /// <summary>The same message for another call with its id.</summary>
    public PendingMessage Again(OutgoingMessage again, SendDeadline newDeadline, CancellationToken token) =>
        new(again, owner, newDeadline, token)
        {
            Mark = Mark,
            _author = _author,
            _otherAuthors = _otherAuthors,
            Doubt = Doubt,
            MayBeRepeated = MayBeRepeated,
            IsRetry = Doubt is not null,
            State = Doubt is null ? OutboxMessageState.Waiting : OutboxMessageState.Checking,
        };

    /// <summary>The same message for sending it again from the outbox.</summary>
    public PendingMessage Retried(SendDeadline newDeadline, CancellationToken token)
    {
        PendingMessage again = Again(message, newDeadline, token);
        again.Replaced = this;
        return again;
    }

    /// <summary>The server may note this author.</summary>
    public void NoteAuthor(string author)
    {
        if (_author is null)
        {
            _author = author;
        }
        else if (!MayBeBy(author))
        {
            _otherAuthors = [.. _otherAuthors, author];
        }
    }

    /// <summary>Whether the server may have noted this author.</summary>
    public bool MayBeBy(string author) => _author == author || _otherAuthors.Contains(author);

    /// <summary>Tells the line when the server has answered: at once, if it has.</summary>
    public void Follow(SendLine line, Task answer)
    {
        Answer = answer;
        if (answer.IsCompleted)
        {
            line.OnAnswered(this, answer);
        }
        else
        {
            // One delegate, where an async method would hold a copy of all that it works on.
            _line = line;
            answer.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(OnAnswered);
        }
    }

    public void MoveTo(OutboxMessageState state, TimeProvider time)
    {
        if (State != state)
        {
            (State, Since) = (state, time.GetUtcNow());
        }

        owner.OnChanged(this);
    }

    /// <summary>It leaves the line, and whatever is done for it is given up.</summary>
    public void End()
    {
        IsOver = true;
        Place?.List?.Remove(Place);
        CallersRegistration.Unregister();
        _ = Step?.CancelAsync();
    }

    public void Succeed(SendReceipt receipt) => TrySetResult(receipt);

    public void Fail(Exception failure)
    {
        if (failure is OperationCanceledException cancellation)
        {
            // As an async method does it: the task is cancelled, and the exception keeps its message and what is inside.
            TrySetFromTask(CancelAsync(cancellation));
        }
        else
        {
            TrySetException(failure);
            Task.Abandon();
        }
    }

    /// <summary>It is not on its way any more.</summary>
    public void NoteAnswered() => Answer = null;

    private void OnAnswered() => _line!.OnAnswered(this, Answer!);

    private static async Task<SendReceipt> CancelAsync(OperationCanceledException cancellation)
    {
        await System.Threading.Tasks.Task.CompletedTask.ConfigureAwait(false);
        throw cancellation;
    }
}
