namespace Messaging.DiffusionClient.Connections;

/// <summary>
/// Gathers messages and sends them in the order in which they were given, those that arrive during a send together
/// in the next. Thread-safe. Overflow rule: when <c>capacity</c> bytes wait, callers wait in their order.
/// </summary>
/// <remarks>
/// It outlives its connections (SESS-18). A message has its number, and its place in the recovery buffer, before the connection gets it, in
/// one step with leaving the queue: at any time it is in the one or in the other, so none is lost or doubled when a connection is replaced.
/// </remarks>
/// <param name="capacity">How many bytes may wait. A message longer than this goes when nothing else waits.</param>
/// <param name="recovery">Numbers and remembers what is sent; null if connections are never replaced.</param>
/// <param name="failed">Told once for each connection on which sending fails.</param>
internal sealed class Outbox(int capacity, RecoveryBuffer? recovery, Action<IConnection, Exception> failed) : IThreadPoolWorkItem
{
    /// <summary>The usual capacity.</summary>
    public const int DefaultCapacity = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<WaitingMessage> _waiting = new();
    private IConnection? _connection;
    private MessageBatch _filling = new();
    private MessageBatch _sending = new();
    private MessageBatch? _repeating;
    private IConnection? _scheduled;
    private bool _flushing;
    private bool _closed;

    /// <summary>Sends over a connection from the next <see cref="Flush"/> on: the first one, or a new one with nothing to repeat.</summary>
    public void Attach(IConnection connection)
    {
        lock (_gate)
        {
            _connection = connection;
        }
    }

    /// <summary>
    /// Takes the connection away. What waits stays, in order; what is being sent is not waited for. Without a connection there is room for
    /// everything, as what is given then are answers to a server that asks no more, and the few requests that raced with the loss.
    /// </summary>
    public void Detach()
    {
        lock (_gate)
        {
            _connection = null;
            _repeating = null;
            _flushing = false;

            // The old one may still be read by the connection that is gone.
            _sending = new MessageBatch();
            AdmitAll();
        }
    }

    /// <summary>The number of the oldest message that could be sent again now.</summary>
    public int OldestRepeatable()
    {
        lock (_gate)
        {
            recovery!.DropAged();
            return recovery.Oldest;
        }
    }

    /// <summary>Goes on over a new connection, to be followed by <see cref="Flush"/>: first what its server has not received, then what waits.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="next">The number of the message that the server expects. The next new message gets it, too: repeated ones do not count.</param>
    /// <returns>False if that cannot be served.</returns>
    public bool TryResume(IConnection connection, int next)
    {
        lock (_gate)
        {
            MessageBatch repeating = new();
            if (!recovery!.TryCopy(next, repeating))
            {
                return false;
            }

            recovery.Restart(next);
            _connection = connection;
            _repeating = repeating.Count > 0 ? repeating : null;
            return true;
        }
    }

    /// <summary>Begins anew over a new connection, to be followed by <see cref="Flush"/>: what waits is dropped, and numbers start again.</summary>
    public void Restart(IConnection connection)
    {
        lock (_gate)
        {
            recovery!.Restart(1);
            RefuseAll();
            _filling.Clear();
            _connection = connection;
        }
    }

    /// <summary>Gives a message to be sent.</summary>
    /// <param name="message">The message; it is copied before the method returns.</param>
    /// <param name="isLone">Whether others are unlikely to follow at once: then it goes on the caller's thread, if nothing else is going.</param>
    /// <param name="cancellationToken">Ends the wait for room; the message is not sent then.</param>
    /// <returns>Completes when there is room for the message, not when it is sent.</returns>
    /// <exception cref="IOException">The outbox is closed, or was begun anew while the message waited.</exception>
    public ValueTask SendAsync(ReadOnlySpan<byte> message, bool isLone, CancellationToken cancellationToken)
    {
        WaitingMessage? waiting = null;
        lock (_gate)
        {
            ThrowIfClosed();
            if (_waiting.Count > 0 || !HasRoomFor(message.Length))
            {
                waiting = new WaitingMessage(message.ToArray());
                _waiting.Enqueue(waiting);
            }
            else
            {
                _filling.Add(message);
            }
        }

        if (waiting is not null)
        {
            return new ValueTask(waiting.WaitAsync(cancellationToken));
        }

        BeginFlush(isLone);
        return ValueTask.CompletedTask;
    }

    /// <summary>Gives the last message. It goes even when there is no room, and later ones are refused. Without a connection nothing goes.</summary>
    public void SendLast(ReadOnlySpan<byte> message)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            AdmitAll();
            _filling.Add(message);
            _closed = true;
        }

        Flush();
    }

    /// <summary>Refuses what comes, and who waits.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            RefuseAll();
        }
    }

    /// <summary>Sends what is there, unless that is being done.</summary>
    public void Flush() => BeginFlush(atOnce: true);

    void IThreadPoolWorkItem.Execute()
    {
        IConnection? connection;
        lock (_gate)
        {
            // One that was scheduled for a connection that is gone finds nothing, or does the work of a later one.
            (connection, _scheduled) = (_scheduled, null);
        }

        if (connection is not null)
        {
            _ = FlushAsync(connection);
        }
    }

    private void BeginFlush(bool atOnce)
    {
        IConnection connection;
        lock (_gate)
        {
            if (_flushing || _connection is null || (_filling.Count == 0 && _repeating is null))
            {
                return;
            }

            _flushing = true;
            connection = _connection;
            if (!atOnce)
            {
                _scheduled = connection;
            }
        }

        if (atOnce)
        {
            // On the caller's thread: a hop would cost a lone request more than it saves.
            _ = FlushAsync(connection);
        }
        else
        {
            Schedule();
        }
    }

    // Behind what the thread pool has to do already: whatever that sends goes along.
    private void Schedule() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    private static IOException Closed() => new("The connection is closed.");

    private void ThrowIfClosed()
    {
        if (_closed)
        {
            throw Closed();
        }
    }

    private bool HasRoomFor(int length) =>
        _connection is null || _filling.Length == 0 || _filling.Length + (long)length <= capacity;

    private void AdmitAll()
    {
        while (_waiting.TryDequeue(out WaitingMessage? waiting))
        {
            waiting.AddTo(_filling);
        }
    }

    private void RefuseAll()
    {
        while (_waiting.TryDequeue(out WaitingMessage? waiting))
        {
            waiting.TrySetException(Closed());
        }
    }

    private async Task FlushAsync(IConnection connection)
    {
        try
        {
            if (TakeBatch(connection) is not { } batch)
            {
                return;
            }

            await connection.SendAsync(batch, CancellationToken.None).ConfigureAwait(false);
            batch.Clear();
            if (!IsDone(connection))
            {
                // The caller whose thread this is must not end up sending for all others.
                Schedule();
            }
        }
        catch (Exception e)
        {
            failed(connection, e);
        }
    }

    /// <summary>Whether nothing is left to send: then the next message begins a new flush. Otherwise the next flush is to be scheduled.</summary>
    private bool IsDone(IConnection connection)
    {
        lock (_gate)
        {
            if (_connection != connection)
            {
                return true;
            }

            bool isDone = _filling.Count == 0 && _repeating is null;
            _flushing = !isDone;
            _scheduled = isDone ? null : connection;
            return isDone;
        }
    }

    /// <summary>The next messages for a connection; null if there are none, or it is not the outbox's connection any more.</summary>
    private MessageBatch? TakeBatch(IConnection connection)
    {
        lock (_gate)
        {
            if (_connection != connection)
            {
                return null;
            }

            if (_repeating is { } repeating)
            {
                _repeating = null;
                return repeating;
            }

            if (_filling.Count == 0)
            {
                _flushing = false;
                return null;
            }

            recovery?.Record(_filling);
            (_filling, _sending) = (_sending, _filling);
            while (_waiting.TryPeek(out WaitingMessage? waiting) && HasRoomFor(waiting.Length))
            {
                _waiting.Dequeue().AddTo(_filling);
            }

            return _sending;
        }
    }
}
