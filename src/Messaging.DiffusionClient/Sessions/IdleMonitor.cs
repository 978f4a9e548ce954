namespace Messaging.DiffusionClient.Sessions;

/// <summary>Notices when the server's pings stay away: after two periods the connection is dead (SESS-32).</summary>
internal sealed class IdleMonitor : IDisposable
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly TimeSpan _patience;
    private readonly ITimer? _timer;

    /// <summary>Starts to watch.</summary>
    /// <param name="pingPeriodMilliseconds">The server's period; 0 or less for no monitoring.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="idle">Told when the pings stay away.</param>
    public IdleMonitor(long pingPeriodMilliseconds, TimeProvider timeProvider, Action idle)
    {
        if (pingPeriodMilliseconds <= 0)
        {
            return;
        }

        // Servers may name any period, and no timer runs longer than this.
        _patience = pingPeriodMilliseconds >= LongestTimer.TotalMilliseconds / 2
            ? LongestTimer
            : TimeSpan.FromMilliseconds(pingPeriodMilliseconds * 2);
        _timer = Detached.Create(() =>
            timeProvider.CreateTimer(static state => ((Action)state!)(), idle, _patience, Timeout.InfiniteTimeSpan));
    }

    /// <summary>A ping has come.</summary>
    public void Touch() => _timer?.Change(_patience, Timeout.InfiniteTimeSpan);

    public void Dispose() => _timer?.Dispose();
}
