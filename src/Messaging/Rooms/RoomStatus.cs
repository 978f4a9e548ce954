namespace Messaging;

/// <summary>How a joined room is, since when, and why. Immutable.</summary>
/// <param name="State">The state.</param>
/// <param name="Since">When the room entered it, by the client's clock, in UTC.</param>
/// <param name="Error">
/// What led to this state. Never <see langword="null"/> when it is <see cref="RoomState.Interrupted"/> or
/// <see cref="RoomState.Failed"/>; when <see cref="RoomState.Closed"/> it is what closed the client, and <see langword="null"/> after
/// leaving or disposing; otherwise <see langword="null"/>.
/// </param>
public sealed record RoomStatus(RoomState State, DateTimeOffset Since, MessagingException? Error = null);
