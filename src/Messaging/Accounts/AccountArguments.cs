using Messaging.Rooms;

namespace Messaging.Accounts;

/// <summary>The rules for names, passwords and roles: whatever can be written, nothing empty, and no marker by the back door.</summary>
internal static class AccountArguments
{
    /// <summary>The most UTF-16 code units of a new name. The vendor states no limit; beyond this nobody means it.</summary>
    public const int MaximumNameLength = 1024;

    /// <summary>The most UTF-16 code units of a new password.</summary>
    public const int MaximumPasswordLength = 4096;

    /// <summary>A name that is to be. Of one that is there already nobody says how long it is.</summary>
    public static void CheckNewName(string name)
    {
        CheckName(name);
        CheckLength(name, MaximumNameLength, nameof(name), "An account's name");
    }

    /// <summary>A password that is to be. One that is tried may have any length: it is wrong or it is not.</summary>
    public static void CheckNewPassword(string password, string parameter)
    {
        CheckPassword(password, parameter);
        CheckLength(password, MaximumPasswordLength, parameter, "A password");
    }

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
            CheckLength(role, MaximumNameLength, parameter, "A role");
        }

        return copy;
    }

    public static void CheckLength(string text, int most, string parameter, string what)
    {
        if (text.Length > most)
        {
            throw new ArgumentException($"{what} must not be longer than {most} characters; this one has {text.Length}.", parameter);
        }
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
