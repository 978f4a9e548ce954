using System.Text.RegularExpressions;

namespace Messaging.DiffusionWire.Values;

/// <summary>What the two pattern selectors share: the qualifier at the end, and regular expressions that cannot run away.</summary>
internal static class SelectorPattern
{
    // Selectors come from other sessions. Constructs that need backtracking get this long for one path, then count as no match.
    private static readonly TimeSpan BacktrackingLimit = TimeSpan.FromMilliseconds(100);

    public static (string Pattern, DescendantQualifier Qualifier) Split(string expression)
    {
        string pattern = expression[1..];
        (string body, DescendantQualifier qualifier) = pattern switch
        {
            [.. var start, '/', '/'] => (start, DescendantQualifier.WithDescendants),
            [.. var start, '/'] => (start, DescendantQualifier.DescendantsOnly),
            _ => (pattern, DescendantQualifier.None),
        };
        return body.Length > 0 ? (body, qualifier) : throw new FormatException($"'{expression}' is not a topic selector. Its pattern is empty.");
    }

    public static Regex Compile(string pattern, string expression)
    {
        const RegexOptions Options = RegexOptions.CultureInvariant;
        string anchored = $@"\A(?:{pattern})\z";
        try
        {
            return new Regex(anchored, Options | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            return new Regex(anchored, Options, BacktrackingLimit);
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"'{expression}' is not a topic selector. '{pattern}' is not a regular expression: {e.Message}", e);
        }
    }

    public static bool Matches(Regex regex, ReadOnlySpan<char> text)
    {
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
