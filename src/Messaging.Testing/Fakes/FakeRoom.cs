namespace Messaging.Testing;

/// <summary>What the handles of one fake room share: what happened in it, what is sent to it, and what the test wants to go wrong. Thread-safe.</summary>
internal sealed class FakeRoom(string name, RoomKind kind, FakeUser user)
{
    private readonly FakeTimeline _timeline = new(kind);
    private readonly LinkedList<FakePending> _held = [];
    private readonly List<ChatMessage> _sent = [];
    private readonly List<FakeChatRoom> _handles = [];
    private readonly Queue<MessagingException> _sendErrors = [];
    private readonly Queue<MessagingException> _editErrors = [];
    private bool _holdsSends;

    public Lock Lock { get; } = new();

    public string Name => name;

    public string Path { get; } = $"{user.TopicPrefix}/{name}";

    public RoomKind Kind => kind;

    public FakeUser User => user;

    /// <summary>What happened. For use under the lock.</summary>
    public FakeTimeline Timeline => _timeline;

    /// <summary>How it is for those who join.</summary>
    public RoomStatus Status { get; private set; } = new(RoomState.Joined, user.Now);

    /// <summary>What the principal may do: everything, at first.</summary>
    public RoomCapabilities Capabilities { get; private set; } = new()
    {
        IsKnown = true,
        MayRead = true,
        MaySend = true,
        MayCreate = true,
        MayEditOwn = kind == RoomKind.History && user.Principal is not null,
        MayEditAny = kind == RoomKind.History,
        MayReadEditTrail = kind == RoomKind.History,
    };

    public IReadOnlyList<ChatMessage> Sent
    {
        get
        {
            lock (Lock)
            {
                return [.. _sent];
            }
        }
    }

    /// <summary>A handle joins; what changes is told to it.</summary>
    public void Join(FakeChatRoom handle)
    {
        lock (Lock)
        {
            _handles.Add(handle);
        }
    }

    public void Leave(FakeChatRoom handle)
    {
        lock (Lock)
        {
            _handles.Remove(handle);
        }
    }

    /// <summary>Something happens in the room.</summary>
    public void Add(RoomEvent happening)
    {
        lock (Lock)
        {
            _timeline.Append(happening);
        }
    }

    /// <summary>Somebody else says something.</summary>
    public ChatMessage Post(string author, string text)
    {
        lock (Lock)
        {
            ChatMessage message = new() { Id = user.NewId(), Text = text, Name = author, Timestamp = user.Now, Event = NextEvent(author) };
            _timeline.Append(new MessagePosted(message));
            return message;
        }
    }

    /// <summary>Somebody gives a message another text.</summary>
    public ChatMessage Edit(string author, long sequence, string text)
    {
        lock (Lock)
        {
            ChatMessage message = _timeline.Find(sequence)?.Message ?? throw FakeErrors.NotFound(Path, sequence);
            ChatMessage edited = message with { Text = text, Edit = NextEvent(author) };
            _timeline.Append(new MessageEdited(edited));
            return edited;
        }
    }

    /// <summary>Somebody removes a message, or what is none.</summary>
    public EventMetadata Remove(string author, long sequence)
    {
        lock (Lock)
        {
            FakeEntry entry = _timeline.Find(sequence) is { IsRemoved: false } there ? there : throw FakeErrors.NotFound(Path, sequence);
            MessageRemoved removed = new(entry.Posted, NextEvent(author)!);
            _timeline.Append(removed);
            return removed.Removal;
        }
    }

    /// <summary>An edit or a removal of the application's, unless the test wants it to fail.</summary>
    public Task<EventMetadata> ChangeAsync(Func<string, EventMetadata> change, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<EventMetadata>(cancellationToken);
        }

        lock (Lock)
        {
            try
            {
                return _editErrors.TryDequeue(out MessagingException? error)
                    ? Task.FromException<EventMetadata>(error)
                    : Task.FromResult(change(user.Principal ?? ""));
            }
            catch (MessagingException notFound)
            {
                return Task.FromException<EventMetadata>(notFound);
            }
        }
    }

    public void FailNextEdit(MessagingException error)
    {
        lock (Lock)
        {
            _editErrors.Enqueue(error);
        }
    }

    public void FailNextSend(MessagingException error)
    {
        lock (Lock)
        {
            _sendErrors.Enqueue(error);
        }
    }

    public void HoldSends()
    {
        lock (Lock)
        {
            _holdsSends = true;
        }
    }

    public void ReleaseSends()
    {
        lock (Lock)
        {
            _holdsSends = false;
            while (_held.First is { } first)
            {
                _held.RemoveFirst();
                Complete(first.Value);
            }
        }
    }

    /// <summary>Sends a message, or lets it wait.</summary>
    public Task<SendReceipt> Send(OutboxMessage message, FakeOutbox outbox, bool hasGivenId, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<SendReceipt>(cancellationToken);
        }

        lock (Lock)
        {
            FakePending pending = new(message with { State = OutboxMessageState.Waiting, Since = user.Now, Error = null }, outbox, hasGivenId);
            if (_holdsSends && _held.Count >= user.OutboxCapacity)
            {
                return Task.FromException<SendReceipt>(FakeErrors.OutboxFull(user.OutboxCapacity));
            }

            outbox.Add(pending);
            if (_holdsSends)
            {
                _held.AddLast(pending);
                pending.Registration = cancellationToken.UnsafeRegister(
                    (_, token) => TakeBack(pending, new OperationCanceledException("The message was taken back before it was sent.", token)), null);
            }
            else
            {
                Complete(pending);
            }

            return pending.Outcome;
        }
    }

    /// <summary>Takes back a message that waits. One that does not any more goes its way.</summary>
    public void TakeBack(FakePending pending, Exception why)
    {
        lock (Lock)
        {
            if (_held.Remove(pending))
            {
                pending.Outbox.Remove(pending);
                pending.Fail(why);
            }
        }
    }

    /// <summary>Takes back all messages of a handle that wait.</summary>
    public void TakeBack(FakeOutbox outbox, string why)
    {
        foreach (FakePending pending in _held.Where(pending => pending.Outbox == outbox).ToArray())
        {
            TakeBack(pending, FakeErrors.NotSent(Path, why));
        }
    }

    public void SetStatus(RoomStatus status)
    {
        lock (Lock)
        {
            Status = status;
            _handles.ForEach(handle => handle.OnStatus(status));
        }
    }

    public void SetCapabilities(RoomCapabilities capabilities)
    {
        lock (Lock)
        {
            Capabilities = capabilities;
            _handles.ForEach(handle => handle.OnCapabilities(capabilities));
        }
    }

    /// <summary>The client is closed.</summary>
    public void Close(MessagingException? why)
    {
        lock (Lock)
        {
            foreach (FakeChatRoom handle in _handles.ToArray())
            {
                handle.Close(why);
            }
        }
    }

    private EventMetadata? NextEvent(string author) =>
        kind == RoomKind.History ? new EventMetadata(_timeline.NextSequence, user.Now, author) : null;

    private void Complete(FakePending pending)
    {
        if (_sendErrors.TryDequeue(out MessagingException? error))
        {
            if (error.Code is MessagingErrorCode.OutboxFull or MessagingErrorCode.NotConnected)
            {
                pending.Outbox.Remove(pending);
            }
            else
            {
                pending.Outbox.Keep(pending, error, user.Now, user.OutboxCapacity);
            }

            pending.Fail(error);
            return;
        }

        SendReceipt receipt = Accept(pending.Message, pending.HasGivenId);
        pending.Outbox.Remove(pending);
        pending.Accept(receipt);
    }

    private SendReceipt Accept(OutboxMessage message, bool hasGivenId)
    {
        string author = user.Principal ?? "";
        if (kind == RoomKind.History && hasGivenId && _timeline.FindPosted(message.Id, author) is { } there)
        {
            return new SendReceipt(message.Id, there.Timestamp ?? message.Timestamp) { Event = there.Event, WasDuplicate = true };
        }

        ChatMessage posted = new()
        {
            Id = message.Id,
            Text = message.Text,
            Name = message.Name,
            Timestamp = message.Timestamp,
            Event = NextEvent(author),
            IsOwn = true,
        };
        _timeline.Append(new MessagePosted(posted));
        _sent.Add(posted);
        return new SendReceipt(message.Id, message.Timestamp) { Event = posted.Event };
    }
}
