namespace Messaging;

/// <summary>What a client's connection is, since when, and why. Immutable.</summary>
/// <param name="State">The state.</param>
/// <param name="Since">When the client entered it, by the client's clock, in UTC.</param>
/// <param name="Error">
/// What led to this state: why the last attempt failed (<see cref="ConnectionState.Disconnected"/>), why the session was
/// lost (<see cref="ConnectionState.Reconnecting"/>), why it ended (<see cref="ConnectionState.Closed"/>).
/// <see langword="null"/> when nothing went wrong, which includes disposal.
/// </param>
public sealed record ConnectionStatus(ConnectionState State, DateTimeOffset Since, MessagingException? Error = null);
