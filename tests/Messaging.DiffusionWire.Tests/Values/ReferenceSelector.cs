using System.Text.RegularExpressions;

namespace Messaging.DiffusionWire.Tests.Values;

/// <summary>Selectors done slowly, from the words of the rules TOPIC-20 to TOPIC-24 and without a look at the product.</summary>
internal static class ReferenceSelector
{
    public static bool Matches(string expression, string path) => expression[0] switch
    {
        '#' => Members(expression[1..]).Any(member => Matches(member, path)),
        '>' => expression[1..].Trim('/') == path,
        '?' or '*' => Pattern(expression[0], expression[1..], path),
        _ => expression.Trim('/') == path,
    };

    private static bool Pattern(char kind, string pattern, string path)
    {
        bool below = pattern.EndsWith('/');
        bool self = !below || pattern.EndsWith("//", StringComparison.Ordinal);
        string body = pattern.EndsWith("//", StringComparison.Ordinal) ? pattern[..^2] : below ? pattern[..^1] : pattern;
        string[] segments = path.Split('/');
        for (int length = 1; length <= segments.Length; length++)
        {
            bool allowed = length == segments.Length ? self : below;
            if (allowed && (kind == '?' ? SplitPath(body, segments[..length]) : Whole(body, string.Join('/', segments[..length]))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool SplitPath(string pattern, string[] segments)
    {
        string[] patterns = pattern.Split('/');
        return patterns.Length == segments.Length && patterns.Zip(segments).All(pair => Whole(pair.First, pair.Second));
    }

    private static bool Whole(string pattern, string text)
    {
        Match match = Regex.Match(text, $"^(?:{pattern})$", RegexOptions.CultureInvariant);
        return match.Success && match.Length == text.Length;
    }

    private static IEnumerable<string> Members(string set)
    {
        // Four slashes before anything but a slash separate: so of a longer run the last four.
        int start = 0;
        for (int i = 0; i + 4 <= set.Length; i++)
        {
            if (set.AsSpan(i, 4) is "////" && (i + 4 == set.Length || set[i + 4] != '/'))
            {
                yield return set[start..i];
                start = i + 4;
            }
        }

        yield return set[start..];
    }
}
