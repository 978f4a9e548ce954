using System.Text;

namespace Messaging.DiffusionWire.Primitives;

/// <summary>Short texts that come again and again, such as the authors of events: the same text is the same string. Thread-safe.</summary>
/// <remarks>
/// A table of one place for each hash, without a lock: a string is whole or not there, so a race costs no more than another string. What a
/// peer can do by its choice of texts is to make it useless. Holds at most 256 texts of 32 characters.
/// </remarks>
internal static class RecentTexts
{
    private const int Places = 256;
    private const int LongestText = 32;

    private static readonly string?[] Texts = new string?[Places];

    /// <summary>Gives the text that the bytes are, if it is short and ASCII.</summary>
    /// <returns>Null for any other.</returns>
    public static string? Find(ReadOnlySpan<byte> ascii)
    {
        if (ascii.Length > LongestText || !Ascii.IsValid(ascii))
        {
            return null;
        }

        if (ascii.IsEmpty)
        {
            return string.Empty;
        }

        ref string? place = ref Texts[PlaceOf(ascii)];
        string? known = Volatile.Read(ref place);
        if (known is not null && Ascii.Equals(ascii, known))
        {
            return known;
        }

        string text = Encoding.ASCII.GetString(ascii);
        Volatile.Write(ref place, text);
        return text;
    }

    // FNV-1a. The bytes are few, and nobody gains anything by collisions.
    private static int PlaceOf(ReadOnlySpan<byte> bytes)
    {
        uint hash = 2_166_136_261;
        foreach (byte value in bytes)
        {
            hash = (hash ^ value) * 16_777_619;
        }

        return (int)((hash ^ (hash >> 16)) % Places);
    }
}
