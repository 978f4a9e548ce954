using Messaging.Diagnostics;
using Messaging.Sessions;

namespace Messaging.Accounts;

/// <summary>What can go wrong with an account or a role, in words.</summary>
internal static class AccountErrors
{
    public static MessagingException Exists(string name) => new(
        MessagingErrorCode.AccountExists, $"There is an account '{ShownText.Name(name)}' already. Choose another name, or change that account.");

    public static MessagingException NotFound(string name) => new(
        MessagingErrorCode.AccountNotFound,
        $"There is no account '{ShownText.Name(name)}'. Names are compared character by character; list the accounts to see which there are.");

    public static MessagingException Locked(string name) => new(
        MessagingErrorCode.AccountLocked, $"The account '{ShownText.Name(name)}' is locked, and another password would half unlock it. Unlock it instead.");

    /// <summary>Why a change of an account was refused, by what the store holds now.</summary>
    /// <param name="name">The account.</param>
    /// <param name="after">The store, read after the refusal.</param>
    /// <param name="self">The principal that asked.</param>
    /// <param name="words">The server's words, if they may be told.</param>
    public static MessagingException Refused(string name, StoredAccounts after, string? self, string words) =>
        after.Find(name) switch
        {
            null => NotFound(name),
            { EditableOnlyBy: { } editor } when editor != self => new MessagingException(
                MessagingErrorCode.NotPermitted,
                $"Only the principal '{ShownText.Name(editor)}' may change the account '{ShownText.Name(name)}'. Ask it to, or sign in as it."),
            _ => RefusedScript($"the change of the account '{ShownText.Name(name)}'", words),
        };

    public static MessagingException RefusedScript(string what, string words) => new(
        MessagingErrorCode.ServerError,
        $"The server refused {what}; nothing was changed. {(words.Length > 0 ? $"It says: {ShownText.Words(words)}" : "See the server's log.")}");
}
