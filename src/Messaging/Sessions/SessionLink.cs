namespace Messaging.Sessions;

/// <summary>
/// The connection of a session, which may break and come back while the session lives. Made when the session is opened, with
/// its connection. Thread-safe.
/// </summary>
internal sealed class SessionLink
{
    private readonly Lock _lock = new();
    private readonly Latest<LinkStatus> _status = new(LinkStatus.Up);
    private Action<LinkStatus>? _watcher;

    /// <summary>How the connection is now, to be compared with later.</summary>
    public Latest<LinkStatus>.Entry Now => _status.Now;

    public bool IsUp => _status.Value.IsUp;

    /// <summary>The connection is lost; the session tries to get it back.</summary>
    public void Lose(MessagingException cause) => Change(now => now.IsUp, _ => new LinkStatus(IsUp: false, cause));

    /// <summary>The next attempt is due then. Means nothing while the connection is there.</summary>
    public void RetryAt(DateTimeOffset time) => Change(now => !now.IsUp, now => now with { NextRetryAt = time });

    /// <summary>The connection is back, and the session is what it was.</summary>
    public void Restore() => Change(now => !now.IsUp, _ => LinkStatus.Up);

    /// <summary>
    /// Tells one watcher of every change from now on, one at a time and in order, and first of the present unless the connection
    /// is there. The watcher is called on the thread of whoever says so and only hands over.
    /// </summary>
    public void Watch(Action<LinkStatus> watcher)
    {
        lock (_lock)
        {
            _watcher = watcher;
            if (!IsUp)
            {
                watcher(_status.Value);
            }
        }
    }

    /// <summary>Completes when the connection is there, and something else than the given entry says so.</summary>
    public async Task WhenUpAgainAsync(Latest<LinkStatus>.Entry former, CancellationToken cancellationToken)
    {
        if (_status.Now == former)
        {
            await former.Replaced.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        await _status.WhenAsync(link => link.IsUp, cancellationToken).ConfigureAwait(false);
    }

    private void Change(Func<LinkStatus, bool> applies, Func<LinkStatus, LinkStatus> change)
    {
        lock (_lock)
        {
            if (applies(_status.Value))
            {
                _status.Set(change(_status.Value));
                _watcher?.Invoke(_status.Value);
            }
        }
    }
}
