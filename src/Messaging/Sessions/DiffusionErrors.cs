using Messaging.Diagnostics;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.Sessions;

/// <summary>The one place where the vendor's errors become ours.</summary>
/// <remarks>
/// Types whose place in the vendor's API is public knowledge are caught as types. Of the others only the names are known,
/// from the vendor's other SDKs, not their .NET namespaces; so they are recognised by name.
/// </remarks>
internal static class DiffusionErrors
{
    internal const string NoSuchTopic = "NoSuchTopicException";
    internal const string NoSuchEvent = "NoSuchEventException";
    internal const string NotAuthenticated = "AuthenticationException";
    internal const string NotPermitted = "SessionSecurityException";
    internal const string ScriptRefused = "ScriptException";
    internal const string ExistingTopic = "ExistingTopicException";
    internal const string IncompatibleTopic = "IncompatibleTopicException";

    /// <summary>What an SDK says of a call while it recovers its connection: it sends nothing.</summary>
    private static readonly string NotSent = "is not connected";

    /// <summary>What an SDK says of calls that were under way when the server could not make up for lost messages.</summary>
    private static readonly string AnswerLost = "Peer is disconnected";

    public static bool IsNoSuchTopic(Exception error) => IsA(error, NoSuchTopic);

    public static bool IsNotPermitted(Exception error) => IsA(error, NotPermitted);

    public static bool IsScriptRefused(Exception error) => IsA(error, ScriptRefused);

    /// <summary>Of a call that carried a password: neither the error's text nor the error itself goes on, as it may repeat it.</summary>
    public static MessagingException FromSecretCall(Exception error, RemoteCall call)
    {
        MessagingException told = FromCall(error, call);
        return new MessagingException(
            told.Code,
            told.Code switch
            {
                MessagingErrorCode.ServerError => $"The server answered with an error while {call.What}. See its log.",
                MessagingErrorCode.NotPermitted =>
                    $"The principal has no permission for {call.What}. {call.Need}Ask the server's administrator for it.",
                _ => told.Message,
            },
            told.IsTransient)
        {
            Permission = told.Permission,
            Path = told.Path,
        };
    }

    public static MessagingException FromOpening(Exception error, string url, string? principal) =>
        IsA(error, NotAuthenticated)
            ? new MessagingException(
                MessagingErrorCode.NotAuthenticated,
                $"The server at {url} refused {(principal is null ? "the anonymous session" : $"the principal '{ShownText.Name(principal)}'")}. "
                + "Check the principal and the password.",
                innerException: error)
            : new MessagingException(
                MessagingErrorCode.ConnectFailed,
                $"No session could be opened at {url}: {ShownText.Words(error.Message)} Check the address, and that a Diffusion server "
                + "listens there.",
                isTransient: true,
                error);

    public static MessagingException FromCall(Exception error, RemoteCall call) => error switch
    {
        SessionException when error.Message.Contains(NotSent, StringComparison.OrdinalIgnoreCase) => new MessagingException(
            MessagingErrorCode.NotConnected,
            $"The connection is being restored: nothing was sent for {call.What}. Try again when it is back.",
            isTransient: true,
            error),
        SessionException when error.Message.Contains(AnswerLost, StringComparison.OrdinalIgnoreCase) => new MessagingException(
            MessagingErrorCode.ConnectionLost,
            $"The connection broke while {call.What}, and the answer is lost with it; whether the server did it is unknown. Try again.",
            isTransient: true,
            error),
        SessionClosedException or OperationCanceledException => new MessagingException(
            MessagingErrorCode.ConnectionLost,
            $"The session ended while {call.What}; whether the server did it is unknown. Try again when the client is connected.",
            isTransient: true,
            error),
        _ when IsA(error, NotPermitted) => new MessagingException(
            MessagingErrorCode.NotPermitted,
            $"The principal has no permission for {call.What}. {call.Need}Ask the server's administrator for it. ({ShownText.Words(error.Message)})",
            innerException: error)
        {
            Permission = call.Permission,
            Path = call.Path,
        },
        _ when IsA(error, NoSuchTopic) || IsA(error, NoSuchEvent) => new MessagingException(
            MessagingErrorCode.MessageNotFound,
            $"There is no such message, or the server does not retain it any more: {call.What} failed. ({ShownText.Words(error.Message)})",
            innerException: error),
        _ when IsA(error, ExistingTopic) || IsA(error, IncompatibleTopic) => new MessagingException(
            MessagingErrorCode.RoomKindMismatch,
            $"The topic that is there is of another kind: {call.What} failed. Use another room name or prefix. ({ShownText.Words(error.Message)})",
            innerException: error),
        _ => new MessagingException(
            MessagingErrorCode.ServerError,
            $"The server answered with an error while {call.What}: {ShownText.Words(error.Message)}",
            innerException: error),
    };

    public static MessagingException FromInterruption(string url) => new(
        MessagingErrorCode.ConnectionLost,
        $"The connection to {url} is lost. The session is being resumed.",
        isTransient: true);

    public static MessagingException FromEnd(SessionState state, string url) => new(
        MessagingErrorCode.ConnectionLost,
        state == SessionState.CLOSED_BY_SERVER ? $"The server at {url} closed the session."
        : state == SessionState.CLOSED_BY_CLIENT ? $"The session at {url} was closed by this client."
        : $"The connection to {url} was lost.",
        isTransient: true);

    private static bool IsA(Exception error, string typeName)
    {
        for (Type? type = error.GetType(); type is not null; type = type.BaseType)
        {
            if (type.Name == typeName)
            {
                return true;
            }
        }

        return false;
    }
}
