using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Lesson3.Security.Accounts;

/// <summary>Which passwords an account may have.</summary>
/// <remarks>
/// Length, and a list of what is guessed first. No demand for digits and signs: it makes people write "Password1!", which is on every
/// attacker's list. An app adds a longer list, or a service that knows leaked passwords.
/// </remarks>
public static class PasswordRules
{
    /// <summary>The fewest characters, in UTF-16 code units.</summary>
    public const int MinimumLength = 10;

    /// <summary>The most characters: enough for any sentence, and a bound on what is hashed.</summary>
    public const int MaximumLength = 200;

    // Of the passwords that are found most often in published leaks, those that are long enough to need mentioning.
    private static readonly FrozenSet<string> Commonest = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "0000000000", "0123456789", "0987654321", "1111111111", "1122334455", "1212121212", "123123123123", "1234512345", "1234567890",
        "12345678900", "12345678910", "1234567890a", "123456789a", "123456789q", "1q2w3e4r5t", "1q2w3e4r5t6y", "1qaz2wsx3edc",
        "9876543210", "abc1234567", "abcd123456", "abcdefghij", "admin12345", "admin123456", "administrator", "alexander1",
        "asdfghjkl1", "asdfghjkl123", "baseball123", "basketball", "basketball1", "butterfly1", "changeme123", "charlie123",
        "chocolate1", "christopher", "football123", "iloveyou12", "iloveyou123", "letmein123", "liverpool1", "manchester",
        "michael123", "monkey1234", "passw0rd123", "password01", "password11", "password12", "password123", "password1234",
        "password12345", "password123456", "passwordpassword", "princess123", "q1w2e3r4t5", "q1w2e3r4t5y6", "qazwsxedcrfv",
        "qwerty1234", "qwerty12345", "qwerty123456", "qwertyqwerty", "qwertyuiop", "qwertyuiop123", "starwars123", "strawberry",
        "sunshine123", "superman123", "trustno123", "welcome123", "welcome1234", "zxcvbnm123");

    /// <summary>The rules, in a sentence.</summary>
    public static string InWords { get; } =
        $"At least {MinimumLength} characters, without the name in them, and not one of the commonest. Several words are good.";

    /// <summary>Whether an account may have this password.</summary>
    /// <param name="name">The account's name.</param>
    /// <param name="password">The password.</param>
    /// <param name="problem">A sentence that says why not, without the password.</param>
    public static bool IsAcceptable(string name, string password, [NotNullWhen(false)] out string? problem)
    {
        problem = password switch
        {
            { Length: < MinimumLength } => $"A password has at least {MinimumLength} characters: the shorter, the sooner it is guessed.",
            { Length: > MaximumLength } => $"A password has at most {MaximumLength} characters.",
            _ when password.Contains(name, StringComparison.OrdinalIgnoreCase) => "The name is no part of a good password: it is tried first.",
            _ when Commonest.Contains(password) => "This password is one of the commonest: those are tried first.",
            _ => null,
        };
        return problem is null;
    }
}
