namespace Messaging.Sessions;

/// <summary>How the connection of a session is. Immutable.</summary>
/// <param name="IsUp">Whether it is there.</param>
/// <param name="Cause">Why it is not; <see langword="null"/> when it is.</param>
/// <param name="NextRetryAt">When the next attempt to get it back is due, as far as that is known.</param>
internal sealed record LinkStatus(bool IsUp, MessagingException? Cause = null, DateTimeOffset? NextRetryAt = null)
{
    public static LinkStatus Up { get; } = new(IsUp: true);
}
