namespace Messaging.LocalServer.Security;

/// <summary>The bounds of the two stores. What is beyond them is refused with an error that names the bound.</summary>
internal static class StoreLimits
{
    /// <summary>The most UTF-16 code units of a script.</summary>
    public const int MaximumScriptLength = 1024 * 1024;

    /// <summary>The most errors of one script that are reported.</summary>
    public const int MaximumErrors = 100;

    /// <summary>The most UTF-16 code units of a name: of a principal, a role, a path or a property.</summary>
    public const int MaximumNameLength = 1024;

    /// <summary>The most UTF-16 code units of a password, a property's value or a regular expression.</summary>
    public const int MaximumTextLength = 4096;

    /// <summary>The most items of one list.</summary>
    public const int MaximumListLength = 1000;

    /// <summary>The most passwords that one script sets or verifies: each costs as much as a sign-in.</summary>
    public const int MaximumPasswords = 250;

    public const int MaximumPrincipals = 100_000;

    public const int MaximumRoles = 10_000;

    /// <summary>The most paths of one role with an assignment, and the most isolated paths.</summary>
    public const int MaximumPaths = 10_000;

    public const int MaximumTrustedProperties = 1000;
}
