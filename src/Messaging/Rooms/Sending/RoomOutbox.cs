using System.Runtime.CompilerServices;

namespace Messaging.Rooms.Sending;

/// <summary>What one handle of a room has sent that is not accepted yet.</summary>
/// <param name="mostFailed">How many that failed are kept.</param>
/// <param name="retry">Sends one that failed again.</param>
/// <param name="discard">Takes one back that waits.</param>
/// <param name="closed">Gives what completes when there is nothing more to be told, to those who watch.</param>
internal sealed class RoomOutbox(
    int mostFailed,
    Func<PendingMessage, CancellationToken, Task<SendReceipt>> retry,
    Func<PendingMessage, bool> discard,
    Func<Task> closed) : IOutbox
{
    private readonly Lock _lock = new();
    private readonly LinkedList<PendingMessage> _messages = [];
    private IReadOnlyList<OutboxMessage>? _shown = [];
    private TaskCompletionSource? _changed;
    private int _failed;
    private long _version;

    /// <summary>Whether the handle was left.</summary>
    public bool IsClosed { get; private set; }

    public IReadOnlyList<OutboxMessage> Messages
    {
        get
        {
            lock (_lock)
            {
                return _shown ??= [.. _messages.Select(message => message.ToShown())];
            }
        }
    }

    public static InvalidOperationException NoSuchMessage(MessageId id) =>
        new($"There is no message {id} in this outbox: it was accepted, or discarded, or never failed here.");

    public async IAsyncEnumerable<IReadOnlyList<OutboxMessage>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long? seen = null;
        Task over = closed();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (long version, IReadOnlyList<OutboxMessage> messages, Task changed) = Look();
            if (version != seen)
            {
                seen = version;
                yield return messages;
            }
            else if (over.IsCompleted && !messages.Any(message => message.State != OutboxMessageState.Failed))
            {
                yield break;
            }
            else
            {
                await (over.IsCompleted ? changed : Task.WhenAny(changed, over)).WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public Task<SendReceipt> RetryAsync(MessageId id, CancellationToken cancellationToken = default) =>
        Find(id) switch
        {
            null => throw NoSuchMessage(id),
            { IsOver: false } underWay => underWay.Task.WaitAsync(cancellationToken),
            { } failed => retry(failed, cancellationToken),
        };

    public bool Discard(MessageId id)
    {
        switch (Find(id))
        {
            case null:
                return false;
            case { IsOver: false } underWay:
                return discard(underWay);
            case { } failed:
                Remove(failed);
                return true;
        }
    }

    /// <summary>A message has entered. One of the same id that failed gives way to it.</summary>
    public void Add(PendingMessage message)
    {
        lock (_lock)
        {
            if (_failed > 0 && FindNode(message.Message.Id, mustHaveFailed: true) is { } failed)
            {
                Forget(failed);
            }

            _messages.AddLast(message);
            Change();
        }
    }

    public void Remove(PendingMessage message)
    {
        lock (_lock)
        {
            if (_messages.Find(message) is { } node)
            {
                Forget(node);
                Change();
            }
        }
    }

    public bool Contains(PendingMessage message)
    {
        lock (_lock)
        {
            return _messages.Contains(message);
        }
    }

    /// <summary>A message in here has another state.</summary>
    public void OnChanged(PendingMessage message)
    {
        lock (_lock)
        {
            if (message.State == OutboxMessageState.Failed)
            {
                _failed++;
                Trim();
            }

            Change();
        }
    }

    /// <summary>The message of this id that failed; <see langword="null"/> when there is none.</summary>
    public PendingMessage? FindFailed(MessageId id)
    {
        lock (_lock)
        {
            return _failed == 0 ? null : FindNode(id, mustHaveFailed: true)?.Value;
        }
    }

    /// <summary>The handle was left.</summary>
    public void Close()
    {
        lock (_lock)
        {
            IsClosed = true;
            mostFailed = 0;
            Trim();
            Change();
        }
    }

    private (long Version, IReadOnlyList<OutboxMessage> Messages, Task Changed) Look()
    {
        lock (_lock)
        {
            _changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (_version, Messages, _changed.Task);
        }
    }

    private PendingMessage? Find(MessageId id)
    {
        lock (_lock)
        {
            return FindNode(id, mustHaveFailed: false)?.Value;
        }
    }

    private LinkedListNode<PendingMessage>? FindNode(MessageId id, bool mustHaveFailed)
    {
        LinkedListNode<PendingMessage>? node = _messages.First;
        while (node is not null && (node.Value.Message.Id != id || (mustHaveFailed && node.Value.State != OutboxMessageState.Failed)))
        {
            node = node.Next;
        }

        return node;
    }

    private void Trim()
    {
        for (LinkedListNode<PendingMessage>? node = _messages.First; node is not null && _failed > mostFailed;)
        {
            (LinkedListNode<PendingMessage> first, node) = (node, node.Next);
            if (first.Value.State == OutboxMessageState.Failed)
            {
                Forget(first);
            }
        }
    }

    private void Forget(LinkedListNode<PendingMessage> node)
    {
        _failed -= node.Value.State == OutboxMessageState.Failed ? 1 : 0;
        _messages.Remove(node);
    }

    private void Change()
    {
        _version++;
        _shown = null;
        _changed?.TrySetResult();
        _changed = null;
    }
}
