using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Lesson3.Security.Accounts;

/// <summary>Which names an account may have.</summary>
/// <remarks>
/// A name stands on every message, and people trust it. The Diffusion server compares names character by character, so to it "Ada",
/// "ada" and "аda" with a Cyrillic letter are three accounts. With small Latin letters only, what looks the same is the same.
/// </remarks>
public static partial class AccountNameRules
{
    /// <summary>The rules, in a sentence.</summary>
    public const string InWords = "3 to 30 small letters a to z, digits and hyphens, beginning with a letter.";

    // Who had one of these would seem to speak for the site. "system" is how lesson 1 and the tutorial post who has joined.
    private static readonly string[] Reserved = ["admin", "administrator", "anonymous", "moderator", "operator", "root", "support", "system"];

    /// <summary>Whether a new account may have this name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="problem">A sentence that says why not.</param>
    public static bool IsAcceptable(string name, [NotNullWhen(false)] out string? problem)
    {
        problem = !Name().IsMatch(name) ? $"A name has {InWords}"
            : Reserved.Contains(name, StringComparer.Ordinal) ? $"The name '{name}' is taken."
            : null;
        return problem is null;
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{2,29}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
