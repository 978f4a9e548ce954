namespace Messaging.Sessions;

/// <summary>
/// The time without a connection: begins when the link breaks or the session ends, whichever is first, and is limited by
/// <see cref="MessagingOptions.ReconnectTimeout"/>. To be used under the lock of the <see cref="Connection"/>, except where it says otherwise.
/// </summary>
internal sealed class Outage(ConnectionStatusBoard status, ISessionTenant tenant, MessagingOptions options, TimeProvider time)
{
    private long _lostAt;

    /// <summary>How much is left of the time to reconnect. Without the lock, by whoever reconnects.</summary>
    public TimeSpan RemainingTime => options.ReconnectTimeout is var limit && limit == Timeout.InfiniteTimeSpan
        ? limit
        : TimeSpan.FromTicks(Math.Max(0, (limit - time.GetElapsedTime(_lostAt)).Ticks));

    /// <summary>The link is down: begins, unless it has begun before or the client is closed.</summary>
    /// <returns>Whether it begins now.</returns>
    public bool TryBegin(MessagingException cause) =>
        status.TryMove(ConnectionState.Reconnecting, cause, first: () =>
        {
            _lostAt = time.GetTimestamp();
            tenant.OnInterrupted(cause);
        });

    /// <summary>The session has ended, at once or after trying to get its link back: goes on with another cause, or begins.</summary>
    /// <returns><see langword="false"/>: the client is closed.</returns>
    public bool TryGoOn(MessagingException loss) =>
        status.TryExplain(ConnectionState.Reconnecting, loss, nextRetryAt: null) || TryBegin(loss);
}
