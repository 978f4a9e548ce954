using System.Globalization;
using System.Text;

namespace Messaging.Diagnostics;

/// <summary>Text that strangers chose, in a form in which an exception or a log line can take it: one line, in its own order, not endless.</summary>
internal static class ShownText
{
    /// <summary>How many characters of a name are shown: enough to tell accounts apart, not enough to bury the sentence.</summary>
    public const int NameLength = 100;

    /// <summary>How many characters of somebody's words are shown.</summary>
    public const int WordsLength = 1000;

    /// <summary>The name of an account or a role. One that is cut says how long it is.</summary>
    public static string Name(string name) => OneLine(name, NameLength);

    /// <summary>What a server, or whatever is below, says itself.</summary>
    public static string Words(string words) => OneLine(words, WordsLength);

    /// <summary>A whole line of the log, or the text of an exception. Those of its parts that have no end of their own are cut already.</summary>
    public static string Line(string line) => line.Any(IsOdd) ? Escape(line) : line;

    private static string OneLine(string text, int length)
    {
        string shown = text.Length > length ? text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)] : text;
        string line = Line(shown);
        return shown.Length == text.Length ? line : string.Create(CultureInfo.InvariantCulture, $"{line}... ({text.Length} characters)");
    }

    private static string Escape(string text)
    {
        StringBuilder line = new();
        foreach (char character in text)
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
