namespace Messaging.Sessions;

/// <summary>
/// How long to wait before each attempt to reconnect: exponential with full jitter, so that the clients of a server that
/// comes back do not arrive all at once.
/// </summary>
internal sealed class ReconnectBackoff(Func<double> random)
{
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private int _attempt;

    /// <summary>A random wait between zero and a bound that doubles from attempt to attempt.</summary>
    public TimeSpan Next()
    {
        TimeSpan bound = First * Math.Pow(2, _attempt);
        if (bound < Longest)
        {
            _attempt++;
        }
        else
        {
            bound = Longest;
        }

        return bound * random();
    }
}
