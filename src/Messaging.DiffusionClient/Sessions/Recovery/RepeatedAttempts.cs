using PushTechnology.ClientInterface.Client.Session.Reconnection;

namespace Messaging.DiffusionClient.Sessions.Recovery;

/// <summary>
/// The strategy of a session that was given none: the first attempt comes at once, each further one after twice the delay of the one before,
/// from 100 ms to 5 s, less up to a half at random, so that those whom one fault has hit do not all come back together. The reconnect timeout ends it.
/// </summary>
/// <remarks>
/// The delays begin anew when the last attempt lies back longer than its delay explains: then it has given a connection that was of use, or it
/// has itself taken its time. A connection that is lost at once, again and again, does not make a busy loop. One session at a time.
/// </remarks>
internal sealed class RepeatedAttempts(TimeProvider timeProvider, Random random) : IReconnectionStrategy
{
    internal static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(100);
    internal static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    private TimeSpan _delay;
    private long? _lastAttempt;

    public async Task PerformReconnection(IReconnectionAttempt reconnection)
    {
        TimeSpan delay = NextDelay();
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay * (1 - (random.NextDouble() / 2)), timeProvider).ConfigureAwait(false);
        }

        _lastAttempt = timeProvider.GetTimestamp();
        reconnection.Start();
    }

    private TimeSpan NextDelay()
    {
        if (_lastAttempt is not { } last)
        {
            return _delay = TimeSpan.Zero;
        }

        TimeSpan doubled = TimeSpan.FromTicks(Math.Clamp(2 * _delay.Ticks, ShortestDelay.Ticks, LongestDelay.Ticks));
        return _delay = timeProvider.GetElapsedTime(last) > doubled ? TimeSpan.Zero : doubled;
    }
}
