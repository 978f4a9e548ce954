namespace Messaging.DiffusionClient.Connections;

/// <summary>
/// Gathers messages and sends them in the order in which they were given, those that arrive during a send together
/// in the next. Thread-safe. Overflow rule: when <c>capacity</c> bytes wait, callers wait in their order.
/// </summary>
/// <param name="connection">Sends the messages.</param>
/// <param name="capacity">How many bytes may wait. A message longer than this goes when nothing else waits.</param>
/// <param name="failed">Told once if sending fails.</param>
internal sealed class Outbox(IConnection connection, int capacity, Action<Exception> failed)
{
    /// <summary>The usual capacity.</summary>
    public const int DefaultCapacity = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<Waiter> _waiters = new();
    private MessageBatch _filling = new();
    private MessageBatch _sending = new();
    private bool _flushing;
    private bool _closed;

    /// <summary>Gives a message to be sent.</summary>
    /// <param name="message">The message; it is copied before the method returns.</param>
    /// <param name="cancellationToken">Ends the wait for room; the message is not sent then.</param>
    /// <returns>Completes when there is room for the message, not when it is sent.</returns>
    /// <exception cref="IOException">The outbox is closed, or sending has failed.</exception>
    public ValueTask SendAsync(ReadOnlySpan<byte> message, CancellationToken cancellationToken)
    {
        Waiter? waiter = null;
        lock (_gate)
        {
            ThrowIfClosed();
            if (_waiters.Count > 0 || !HasRoomFor(message.Length))
            {
                waiter = new Waiter(message.ToArray());
                _waiters.Enqueue(waiter);
            }
            else
            {
                _filling.Add(message);
            }
        }

        if (waiter is not null)
        {
            return new ValueTask(waiter.WaitAsync(cancellationToken));
        }

        StartFlush();
        return ValueTask.CompletedTask;
    }

    /// <summary>Gives the last message. It goes even when there is no room, and later ones are refused.</summary>
    public void SendLast(ReadOnlySpan<byte> message)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            while (_waiters.TryDequeue(out Waiter? waiter))
            {
                waiter.AddTo(_filling);
            }

            _filling.Add(message);
            _closed = true;
        }

        StartFlush();
    }

    /// <summary>Refuses what comes, and who waits.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            while (_waiters.TryDequeue(out Waiter? waiter))
            {
                waiter.TrySetException(Closed());
            }
        }
    }

    private static IOException Closed() => new("The connection is closed.");

    private void ThrowIfClosed()
    {
        if (_closed)
        {
            throw Closed();
        }
    }

    private bool HasRoomFor(int length) => _filling.Length == 0 || _filling.Length + (long)length <= capacity;

    private void StartFlush()
    {
        lock (_gate)
        {
            if (_flushing || _filling.Count == 0)
            {
                return;
            }

            _flushing = true;
        }

        // The first send runs on the caller's thread: a hop would cost a lone request more than it saves.
        _ = FlushAsync();
    }

    private async Task FlushAsync()
    {
        try
        {
            while (TakeBatch() is { } batch)
            {
                await connection.SendAsync(batch, CancellationToken.None).ConfigureAwait(false);
                batch.Clear();

                // The caller whose thread this is must not end up sending for all others.
                await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            }
        }
        catch (Exception e)
        {
            Close();
            failed(e);
        }
    }

    private MessageBatch? TakeBatch()
    {
        lock (_gate)
        {
            if (_filling.Count == 0)
            {
                _flushing = false;
                return null;
            }

            (_filling, _sending) = (_sending, _filling);
            while (_waiters.TryPeek(out Waiter? waiter) && HasRoomFor(waiter.Length))
            {
                _waiters.Dequeue().AddTo(_filling);
            }

            return _sending;
        }
    }

    /// <summary>A message that waits for room, and the call that gave it.</summary>
    private sealed class Waiter(byte[] message) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public int Length => message.Length;

        public void AddTo(MessageBatch batch)
        {
            if (TrySetResult())
            {
                batch.Add(message);
            }
        }

        public async Task WaitAsync(CancellationToken cancellationToken)
        {
            using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
                static (waiter, token) => ((Waiter)waiter!).TrySetCanceled(token), this);
            await Task.ConfigureAwait(false);
        }
    }
}
