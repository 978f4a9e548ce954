using System.Text.RegularExpressions;

namespace Messaging.LocalServer.Sessions.Filters;

/// <summary>A regular expression of a client, made harmless, that has to match the whole of a value.</summary>
internal static class WholeValuePattern
{
    private const int MaximumLength = 1000;
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="FormatException">It is none, or one that cannot be matched in linear time.</exception>
    public static Regex Parse(string pattern)
    {
        const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
        if (pattern.Length > MaximumLength)
        {
            throw new FormatException($"The regular expression has {pattern.Length} characters; at most {MaximumLength} are allowed.");
        }

        try
        {
            // On its own first: 'a)(b' is a pattern only between parentheses.
            _ = new Regex(pattern, Options, Timeout);
            return new Regex($@"\A(?:{pattern})\z", Options, Timeout);
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"The regular expression is not valid: {e.Message}", e);
        }
        catch (NotSupportedException e)
        {
            throw new FormatException("The regular expression looks around or refers back, which is not supported.", e);
        }
    }
}
