using Messaging.Rooms;

namespace Messaging.Accounts;

/// <summary>The rules for names, passwords and roles: whatever can be written, nothing empty, and no marker by the back door.</summary>
internal static class AccountArguments
{
    public static void CheckName(string name) => CheckText(name, nameof(name), "An account's name");

    public static void CheckPassword(string password, string parameter) => CheckText(password, parameter, "A password");

    /// <summary>Roles of an account. A copy, so that nobody changes them while they are on their way.</summary>
    public static string[] CheckRoles(IReadOnlyCollection<string> roles)
    {
        string[] copy = CheckRoleNames(roles, nameof(roles));
        return copy.Contains(Account.LockedRole, StringComparer.Ordinal)
            ? throw new ArgumentException($"{Account.LockedRole} is the mark of a locked account: lock it instead.", nameof(roles))
            : copy;
    }

    public static string[] CheckRoleNames(IReadOnlyCollection<string> roles, string parameter)
    {
        ArgumentNullException.ThrowIfNull(roles, parameter);
        string[] copy = [.. roles.Distinct(StringComparer.Ordinal)];
        foreach (string role in copy)
        {
            CheckText(role, parameter, "A role");
        }

        return copy;
    }

    public static void CheckText(string text, string parameter, string what)
    {
        ArgumentNullException.ThrowIfNull(text, parameter);
        if (text.Length == 0)
        {
            throw new ArgumentException($"{what} must not be empty.", parameter);
        }

        if (!UnicodeText.IsWellFormed(text))
        {
            throw new ArgumentException($"{what} must not contain half of a surrogate pair.", parameter);
        }
    }
}
