namespace Messaging;

/// <summary>Why a remote operation failed. <c>docs/errors.md</c> says for each what to do about it.</summary>
public enum MessagingErrorCode
{
    /// <summary>The server answered with an error that has no code of its own here. The text carries its words.</summary>
    ServerError = 0,

    /// <summary>The server could not be reached, or what answered at the address was no Diffusion server.</summary>
    ConnectFailed = 1,

    /// <summary>The server refused the principal or the credentials.</summary>
    NotAuthenticated = 2,

    /// <summary>The operation needs a connection and there is none at the moment. Nothing was sent.</summary>
    NotConnected = 3,

    /// <summary>
    /// The connection was lost, and with it the answer. During a send: the message may or may not have been accepted, and that could not be found out
    /// (<see cref="MessagingException.IsOutcomeUnknown"/>). As the end of a client: the connection could not be restored within
    /// <see cref="MessagingOptions.ReconnectTimeout"/>.
    /// </summary>
    ConnectionLost = 4,

    /// <summary>
    /// The server did not answer in time. During a send: the message may or may not have been accepted, and that could not be found
    /// out (<see cref="MessagingException.IsOutcomeUnknown"/>).
    /// </summary>
    Timeout = 5,

    /// <summary>
    /// The principal has no permission for the operation. <see cref="MessagingException.Permission"/> and
    /// <see cref="MessagingException.Path"/> say which one, and where.
    /// </summary>
    NotPermitted = 6,

    /// <summary>The topic at the room's path is of a kind that cannot hold the room.</summary>
    RoomKindMismatch = 7,

    /// <summary>There is no such message in the room: it never was, it was removed, or the server does not retain it any more.</summary>
    MessageNotFound = 8,

    /// <summary>A reader whose room has <see cref="ReaderOverflow.Fail"/> did not keep up.</summary>
    ReaderTooSlow = 9,

    /// <summary>
    /// The password provider failed, or gave no password in time. Nothing was sent.
    /// </summary>
    PasswordUnavailable = 10,

    /// <summary>There is an account of that name already.</summary>
    AccountExists = 11,

    /// <summary>There is no account of that name.</summary>
    AccountNotFound = 12,

    /// <summary>The account is locked. Only unlocking it, or removing it, is possible.</summary>
    AccountLocked = 13,

    /// <summary>
    /// As many messages wait to be sent as <see cref="MessagingOptions.OutboxCapacity"/> allows. The message is not in the room.
    /// </summary>
    OutboxFull = 14,

    /// <summary>
    /// The message waited and was given up before it was sent: <see cref="MessagingOptions.SendTimeout"/> was over, the room was left,
    /// the client was closed or became another user, or a later message was there first. It is not in the room.
    /// </summary>
    NotSent = 15,
}
