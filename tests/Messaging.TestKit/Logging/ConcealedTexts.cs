using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;

namespace Messaging.TestKit;

/// <summary>
/// Texts that must not be told to a log, of any length, and names that may be. Thread-safe.
/// </summary>
/// <remarks>
/// A text is found as it stands and as JSON and our logs escape it, between characters that are neither letters nor digits. That is what makes it possible to look
/// for <c>hi</c> and <c>pw</c>. Not looked for are single characters, texts without any letter (numbers are everywhere), and texts that the
/// same test uses as a name: of an account, a role, a room or a sender. The password <c>password</c>, with which a local server begins, is a
/// word of sentences as well: it is found in quotes, and where it is all that is told.
/// </remarks>
public sealed class ConcealedTexts
{
    private readonly ConcurrentDictionary<string, bool> _texts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _names = new(StringComparer.Ordinal);

    /// <summary>Remembers a text, unless it cannot be told from others.</summary>
    public void Add(string? text)
    {
        if (text is { Length: > 1 } && text.Any(IsTelling) && !string.IsNullOrWhiteSpace(text))
        {
            Array.ForEach(Forms(text.Trim()), form => _texts.TryAdd(form, true));
        }
    }

    /// <summary>Remembers that a name may stand in a log, also when it is a text.</summary>
    public void Disclose(string? name)
    {
        if (name is not null)
        {
            Array.ForEach(Forms(name.Trim()), form => _names.TryAdd(form, true));
        }
    }

    /// <summary>The texts that stand in one of these.</summary>
    public IReadOnlyList<string> FindIn(IReadOnlyCollection<string> places)
    {
        string[] texts = [.. _texts.Keys.Where(text => !_names.ContainsKey(text))];
        SearchValues<string> any = SearchValues.Create(texts, StringComparison.Ordinal);
        string[] suspects = texts.Length == 0 ? [] : [.. places.Where(place => place.AsSpan().IndexOfAny(any) >= 0)];
        return suspects.Length == 0 ? [] : [.. texts.Where(text => suspects.Any(place => Stands(text, place)))];
    }

    private static string[] Forms(string text) => [text, JavaScriptEncoder.Default.Encode(text), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text), Escaped(text)];

    /// <summary>As the product's logs show characters that end a line or turn its direction.</summary>
    private static string Escaped(string text) => string.Concat(text.Select(character =>
        char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}")
            : $"{character}"));

    private static bool IsTelling(char character) => char.IsLetter(character) || char.IsSurrogate(character);

    private static bool Stands(string text, string place)
    {
        if (text == "password")
        {
            return place == text || place.Contains("'password'", StringComparison.Ordinal) || place.Contains("\"password\"", StringComparison.Ordinal);
        }

        for (int at = place.IndexOf(text, StringComparison.Ordinal); at >= 0; at = place.IndexOf(text, at + 1, StringComparison.Ordinal))
        {
            int end = at + text.Length;
            if ((at == 0 || !char.IsLetterOrDigit(place[at - 1])) && (end == place.Length || !char.IsLetterOrDigit(place[end])))
            {
                return true;
            }
        }

        return false;
    }
}
