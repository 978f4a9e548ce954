using System.Globalization;
using System.Text.Json;

namespace Messaging.LocalServer.Topics.Constraints;

/// <summary>Finds a place in a JSON value (RFC 6901).</summary>
internal static class JsonPointer
{
    /// <summary>Follows a pointer.</summary>
    /// <returns>False if nothing is there, or if the text is not a pointer.</returns>
    public static bool TryFind(JsonElement root, string pointer, out JsonElement found)
    {
        found = root;
        if (pointer.Length == 0)
        {
            return true;
        }

        return pointer[0] == '/' && TryFollow(pointer[1..].Split('/'), ref found);
    }

    private static bool TryFollow(string[] tokens, ref JsonElement found)
    {
        foreach (string token in tokens)
        {
            string key = token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            bool exists = found.ValueKind switch
            {
                JsonValueKind.Object => found.TryGetProperty(key, out found),
                JsonValueKind.Array => TryGetItem(key, ref found),
                _ => false,
            };
            if (!exists)
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryGetItem(string key, ref JsonElement array)
    {
        if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int index) || index >= array.GetArrayLength())
        {
            return false;
        }

        array = array[index];
        return true;
    }
}
