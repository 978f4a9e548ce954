namespace Messaging.Testing;

/// <summary>What one handle of a fake room was given that is not accepted yet, or failed. Thread-safe: by the room's lock.</summary>
internal sealed class FakeOutbox(FakeRoom room) : IOutbox
{
    private readonly Watched<IReadOnlyList<OutboxMessage>> _shown = new([]);
    private readonly List<FakePending> _messages = [];

    public IReadOnlyList<OutboxMessage> Messages => _shown.Value;

    public bool IsClosed { get; private set; }

    public IAsyncEnumerable<IReadOnlyList<OutboxMessage>> WatchAsync(CancellationToken cancellationToken = default) =>
        _shown.WatchAsync(showsLast: true, cancellationToken);

    public Task<SendReceipt> RetryAsync(MessageId id, CancellationToken cancellationToken = default)
    {
        lock (room.Lock)
        {
            FakePending pending = _messages.Find(message => message.Message.Id == id) ?? throw new InvalidOperationException(
                $"There is no message {id} in this outbox: it was accepted, or discarded, or never failed here.");
            return pending.Message.State == OutboxMessageState.Failed
                ? room.Send(pending.Message, this, pending.HasGivenId, cancellationToken)
                : pending.Outcome.WaitAsync(cancellationToken);
        }
    }

    public bool Discard(MessageId id)
    {
        lock (room.Lock)
        {
            FakePending? pending = _messages.Find(message => message.Message.Id == id);
            if (pending?.Message.State == OutboxMessageState.Waiting)
            {
                room.TakeBack(pending, FakeErrors.NotSent(room.Path, "it was discarded before it was sent"));
                return true;
            }

            return pending is not null && Remove(pending);
        }
    }

    /// <summary>A message has entered. One of the same id that failed gives way to it.</summary>
    public void Add(FakePending pending)
    {
        _messages.RemoveAll(other => other.Message.Id == pending.Message.Id && other.Message.State == OutboxMessageState.Failed);
        _messages.Add(pending);
        Show();
    }

    public bool Remove(FakePending pending)
    {
        bool wasThere = _messages.Remove(pending);
        Show();
        return wasThere;
    }

    /// <summary>A message has failed; of those that have, the oldest goes when there are too many.</summary>
    public void Keep(FakePending pending, MessagingException error, DateTimeOffset now, int mostFailed)
    {
        pending.Message = pending.Message with { State = OutboxMessageState.Failed, Since = now, Error = error };
        if (_messages.Count(message => message.Message.State == OutboxMessageState.Failed) > mostFailed)
        {
            _messages.Remove(_messages.First(message => message.Message.State == OutboxMessageState.Failed));
        }

        Show();
    }

    /// <summary>The handle was left.</summary>
    public void Close()
    {
        IsClosed = true;
        _messages.Clear();
        _shown.Close([]);
    }

    private void Show() => _shown.Set([.. _messages.Select(message => message.Message)]);
}
