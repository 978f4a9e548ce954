namespace Messaging;

/// <summary>How one message is sent. Immutable.</summary>
public sealed record SendOptions
{
    /// <summary>
    /// The message's id. <see langword="null"/> (the default) gives it a new one. Set it to recognise the message
    /// elsewhere, and to send the same message once more after a failure: see <see cref="IChatRoom.SendAsync"/>.
    /// </summary>
    public MessageId? Id { get; init; }

    /// <summary>
    /// The name that stands on the message. <see langword="null"/> (the default) uses
    /// <see cref="MessagingOptions.DisplayName"/>. The same rule holds for both.
    /// </summary>
    public string? Name { get; init; }
}
