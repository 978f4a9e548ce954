using System.Globalization;
using System.Text;

namespace Messaging.LocalServer.Diagnostics;

/// <summary>Text that strangers chose, in a form in which a log can take it: one line, in its own order, not endless.</summary>
internal static class LogText
{
    /// <summary>How many characters are shown.</summary>
    public const int MaximumLength = 1000;

    /// <summary>Shows a text. Otherwise a principal or a path with a line feed would write lines of its own.</summary>
    public static string OneLine(string text)
    {
        string shown = text.Length > MaximumLength ? string.Concat(text.AsSpan(0, MaximumLength), "...") : text;
        if (!shown.Any(IsOdd))
        {
            return shown;
        }

        StringBuilder line = new();
        foreach (char character in shown)
        {
            _ = IsOdd(character)
                ? line.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}")
                : line.Append(character);
        }

        return line.ToString();
    }

    // Format characters turn the direction of what follows, or show nothing.
    private static bool IsOdd(char character) => CharUnicodeInfo.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
