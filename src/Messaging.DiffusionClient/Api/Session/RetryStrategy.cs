#nullable disable
namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>How often, and in which interval, something is tried again. Immutable.</summary>
public sealed class RetryStrategy
{
    /// <summary>Creates a strategy.</summary>
    /// <param name="interval">Milliseconds between attempts, 0 or more.</param>
    /// <param name="attempts">Attempts after the first one, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative.</exception>
    public RetryStrategy(int interval, int attempts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(interval);
        ArgumentOutOfRangeException.ThrowIfNegative(attempts);
        Interval = interval;
        Attempts = attempts;
    }

    /// <summary>Milliseconds between attempts.</summary>
    public int Interval { get; }

    /// <summary>Attempts after the first one.</summary>
    public int Attempts { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Attempts} more attempts every {Interval} ms";
}
