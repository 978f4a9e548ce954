using Messaging.Sessions;

namespace Messaging.Rooms.Sending;

/// <summary>Gives what has to be sent a session, now or when there is one.</summary>
/// <param name="connection">The client's connection.</param>
/// <param name="mayWait">Whether anything waits for a session at all.</param>
/// <param name="time">The clock.</param>
internal sealed class SessionAccess(Connection connection, bool mayWait, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    public bool MayWait => mayWait;

    public TimeProvider Time => time;

    public ConnectionStatus Status => connection.Status.Current;

    /// <summary>The session that there is.</summary>
    /// <exception cref="MessagingException">There is none, the exception says why.</exception>
    public ITopicSession Session => connection.Session;

    /// <summary>The session that there is; <see langword="null"/> when there is none at the moment.</summary>
    /// <exception cref="MessagingException">There will be none.</exception>
    public ITopicSession? Find()
    {
        if (Status.State is not (ConnectionState.Connected or ConnectionState.Closed))
        {
            return null;
        }

        try
        {
            return connection.Session;
        }
        catch (MessagingException failure) when (failure.Code == MessagingErrorCode.NotConnected)
        {
            return null;
        }
    }

    /// <summary>Completes when there is a session that has not ended, as far as anybody knows, and its user is not changing.</summary>
    /// <exception cref="MessagingException">There will be none, or there is none now and nothing waits.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public async Task<ITopicSession> GetAsync(CancellationToken cancellationToken)
    {
        if (!mayWait)
        {
            return connection.Session;
        }

        // Watching misses no change, however fast one session takes the place of another.
        await foreach (ConnectionStatus _ in connection.Status.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (Find() is { Ended.IsCompleted: false } session)
            {
                await connection.WhenUserSettledAsync(cancellationToken).ConfigureAwait(false);
                return session;
            }
        }

        return connection.Session;
    }

    /// <summary>See <see cref="CurrentUser.TryBeforeChange"/>.</summary>
    public bool TryBeforeUserChange(Action what) => connection.TryBeforeUserChange(what);

    /// <summary>
    /// Waits before trying again what has failed on a session: until it has ended, or a while that becomes longer. It may
    /// be that the session goes on, and it may be that nobody knows yet that it does not.
    /// </summary>
    public async Task PauseAsync(ITopicSession? failed, int failures, CancellationToken cancellationToken)
    {
        if (failed is { Ended.IsCompleted: true })
        {
            return;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        TimeSpan pause = FirstPause * Math.Pow(2, Math.Min(failures, 10) - 1);
        Task passing = Task.Delay(pause < LongestPause ? pause : LongestPause, time, over.Token);
        await (failed is null ? passing : Task.WhenAny(passing, failed.Ended)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await over.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
