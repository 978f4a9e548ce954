using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace Messaging.Rooms;

/// <summary>
/// The names that stood on messages lately, so that a thousand messages of one sender do not hold a thousand copies of a name. One for the
/// process, of a fixed size: a name takes the place of another with the same hash, and whoever misses makes a copy. Thread-safe.
/// </summary>
internal static class KnownNames
{
    private const int Capacity = 256;
    private const int LongestKept = 64;

    private static readonly string?[] s_names = new string?[Capacity];

    /// <summary>The name that these bytes say.</summary>
    /// <returns><see langword="false"/>: they are not well-formed.</returns>
    public static bool TryGet(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out string? name)
    {
        if (utf8.Length > LongestKept)
        {
            name = Utf8.IsValid(utf8) ? Encoding.UTF8.GetString(utf8) : null;
            return name is not null;
        }

        // Somebody may make two names share a place. That costs them their copies, and nobody else anything.
        ref string? place = ref s_names[Hash(utf8) % Capacity];
        string? known = Volatile.Read(ref place);
        if (known is not null && Ascii.Equals(utf8, known))
        {
            name = known;
            return true;
        }

        name = Utf8.IsValid(utf8) ? Encoding.UTF8.GetString(utf8) : null;
        if (name is not null && Ascii.IsValid(utf8))
        {
            Volatile.Write(ref place, name);
        }

        return name is not null;
    }

    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        uint hash = 2166136261;
        foreach (byte part in utf8)
        {
            hash = (hash ^ part) * 16777619;
        }

        return hash ^ (hash >> 16);
    }
}
