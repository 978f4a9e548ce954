namespace Messaging.Sessions;

/// <summary>The one place that holds a client's state. Knows which moves are legal and tells watchers of each.</summary>
internal sealed class ConnectionStatusBoard(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Latest<ConnectionStatus> _status = new(new ConnectionStatus(ConnectionState.Disconnected, time.GetUtcNow()));

    public ConnectionStatus Current => _status.Value;

    /// <summary>Completes when another status has taken the place of the current one.</summary>
    public Task Changed => _status.Now.Replaced;

    /// <summary>Whether the state machine has an arrow between the two states.</summary>
    public static bool IsLegal(ConnectionState from, ConnectionState to) => (from, to) switch
    {
        (ConnectionState.Closed, _) => false,
        (_, ConnectionState.Closed) => true,
        (ConnectionState.Disconnected, ConnectionState.Connecting) => true,
        (ConnectionState.Connecting, ConnectionState.Connected or ConnectionState.Disconnected) => true,
        (ConnectionState.Connected, ConnectionState.Reconnecting) => true,
        (ConnectionState.Reconnecting, ConnectionState.Connected) => true,
        _ => false,
    };

    /// <summary>Moves to another state, unless there is no arrow from the present one to it.</summary>
    /// <param name="to">The state.</param>
    /// <param name="error">Why.</param>
    /// <param name="first">Done before anybody sees the state, if it is moved to: whoever hears of that finds it done. Under the lock.</param>
    /// <returns>Whether that is the state now.</returns>
    /// <exception cref="ArgumentNullException">The state needs an error and there is none.</exception>
    public bool TryMove(ConnectionState to, MessagingException? error = null, Action? first = null)
    {
        if (to == ConnectionState.Reconnecting)
        {
            ArgumentNullException.ThrowIfNull(error);
        }

        lock (_lock)
        {
            if (!IsLegal(Current.State, to))
            {
                return false;
            }

            first?.Invoke();
            _status.Set(new ConnectionStatus(to, time.GetUtcNow(), error));
            return true;
        }
    }

    /// <summary>Says more about a state that goes on: the latest failure, if there is another, and when the next attempt is due.</summary>
    /// <returns>Whether that is the state; otherwise nothing has changed.</returns>
    public bool TryExplain(ConnectionState state, MessagingException? error, DateTimeOffset? nextRetryAt)
    {
        lock (_lock)
        {
            ConnectionStatus now = Current;
            ConnectionStatus next = now with { Error = error ?? now.Error, NextRetryAt = nextRetryAt };
            if (now.State == state && now != next)
            {
                _status.Set(next);
            }

            return now.State == state;
        }
    }

    /// <summary>Completes when the state is another one than this.</summary>
    public Task WhenNotAsync(ConnectionState state, CancellationToken cancellationToken) =>
        _status.WhenAsync(status => status.State != state, cancellationToken);

    /// <summary>The current status and those that follow; a slow watcher skips to the latest.</summary>
    public IAsyncEnumerable<ConnectionStatus> WatchAsync(CancellationToken cancellationToken) =>
        _status.WatchAsync(status => status.State == ConnectionState.Closed, cancellationToken);
}
