using System.Runtime.CompilerServices;

namespace Messaging.Sessions;

/// <summary>The one place that holds a client's state. Knows which moves are legal and tells watchers of each.</summary>
internal sealed class ConnectionStatusBoard(TimeProvider time)
{
    private readonly Lock _lock = new();
    private volatile Entry _entry = new(new ConnectionStatus(ConnectionState.Disconnected, time.GetUtcNow()));

    public ConnectionStatus Current => _entry.Status;

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
    public bool TryMove(ConnectionState to, MessagingException? error = null)
    {
        lock (_lock)
        {
            Entry left = _entry;
            if (!IsLegal(left.Status.State, to))
            {
                return false;
            }

            _entry = new Entry(new ConnectionStatus(to, time.GetUtcNow(), error));
            left.Replaced.SetResult();
            return true;
        }
    }

    /// <summary>Completes when the state is another one than this.</summary>
    public async Task WhenNotAsync(ConnectionState state, CancellationToken cancellationToken)
    {
        for (Entry entry = _entry; entry.Status.State == state; entry = _entry)
        {
            await entry.Replaced.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The current status and those that follow; a slow watcher skips to the latest.</summary>
    public async IAsyncEnumerable<ConnectionStatus> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Entry entry = _entry;
            yield return entry.Status;
            if (entry.Status.State == ConnectionState.Closed)
            {
                yield break;
            }

            await entry.Replaced.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A status and the signal that another one has taken its place.</summary>
    private sealed class Entry(ConnectionStatus status)
    {
        public ConnectionStatus Status { get; } = status;

        public TaskCompletionSource Replaced { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
