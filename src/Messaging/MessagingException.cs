using Messaging.Diagnostics;

namespace Messaging;

/// <summary>
/// A remote operation failed. The text says what failed, where, and what to do next, and never contains a password or a
/// message's text. It is one line: characters of a name that would end it, or turn its direction, are escaped. Mistakes in arguments are reported by the exceptions of the base class library instead.
/// </summary>
public sealed class MessagingException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="code">Why the operation failed.</param>
    /// <param name="message">What failed, where, and what to do next. Control and format characters in it are escaped, as <c>\u000a</c>.</param>
    /// <param name="isTransient">Whether the same call may succeed later.</param>
    /// <param name="innerException">The error underneath, if there is one.</param>
    public MessagingException(
        MessagingErrorCode code, string message, bool isTransient = false, Exception? innerException = null)
        : base(ShownText.Line(message), innerException)
    {
        Code = code;
        IsTransient = isTransient;
    }

    /// <summary>Why the operation failed.</summary>
    public MessagingErrorCode Code { get; }

    /// <summary>
    /// Whether the same call on the same object may succeed later without anything else being changed.
    /// <see langword="false"/> when somebody has to act first: another password, another permission, a new client.
    /// </summary>
    public bool IsTransient { get; }

    /// <summary>
    /// Of sending, editing and removing: whether the server may have done it nevertheless, and that could not be found out.
    /// <see langword="false"/>: it has not been done, and the message is not in the room.
    /// </summary>
    public bool IsOutcomeUnknown { get; init; }

    /// <summary>
    /// The permission that is missing, by its name in Diffusion, for example <c>UPDATE_TOPIC</c>. Set with
    /// <see cref="MessagingErrorCode.NotPermitted"/> where a permission decides; otherwise <see langword="null"/>. When several
    /// decide and several are missing, it is one of them and the text names all; when it could not be found out which, it is
    /// <see langword="null"/>.
    /// </summary>
    public string? Permission { get; init; }

    /// <summary>
    /// The topic path on which <see cref="Permission"/> is missing, for example <c>Chat/lobby</c>; <see langword="null"/> when
    /// the permission is global, or <see cref="Permission"/> is <see langword="null"/>.
    /// </summary>
    public string? Path { get; init; }
}
