namespace Messaging;

/// <summary>What a client's connection is, since when, and why. Immutable.</summary>
/// <param name="State">The state.</param>
/// <param name="Since">When the client entered it, by the client's clock, in UTC.</param>
/// <param name="Error">
/// What led to this state: why the last attempt failed (<see cref="ConnectionState.Disconnected"/>, and
/// <see cref="ConnectionState.Connecting"/> as soon as one has), why the connection was lost, or the latest attempt to get it
/// back failed (<see cref="ConnectionState.Reconnecting"/>, never <see langword="null"/> there), why it ended
/// (<see cref="ConnectionState.Closed"/>). <see langword="null"/> when nothing went wrong, which includes disposal.
/// </param>
public sealed record ConnectionStatus(ConnectionState State, DateTimeOffset Since, MessagingException? Error = null)
{
    /// <summary>
    /// When the next attempt begins, by the client's clock, in UTC. <see langword="null"/> while one is being made, and in every
    /// state but <see cref="ConnectionState.Connecting"/> and <see cref="ConnectionState.Reconnecting"/>.
    /// </summary>
    public DateTimeOffset? NextRetryAt { get; init; }
}
