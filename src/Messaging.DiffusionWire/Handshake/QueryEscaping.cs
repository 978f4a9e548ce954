using System.Text;

namespace Messaging.DiffusionWire.Handshake;

/// <summary>The escaping of query values as browsers do it (rule SESS-02).</summary>
internal static class QueryEscaping
{
    // Browsers leave these five as they are; Uri.EscapeDataString escapes them.
    private static readonly (string Escaped, string Plain)[] LeftAlone = [("%21", "!"), ("%27", "'"), ("%28", "("), ("%29", ")"), ("%2A", "*")];

    public static string Escape(string value)
    {
        StringBuilder escaped = new(Uri.EscapeDataString(value));
        foreach ((string from, string to) in LeftAlone)
        {
            escaped.Replace(from, to);
        }

        return escaped.ToString();
    }

    /// <summary>Splits a query. A plus sign stays one: base64 needs it, and nobody sends it for a space.</summary>
    public static Dictionary<string, string> Parse(string query)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (string pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            string key = equals < 0 ? pair : pair[..equals];
            string value = equals < 0 ? string.Empty : pair[(equals + 1)..];
            values[Uri.UnescapeDataString(key)] = Uri.UnescapeDataString(value);
        }

        return values;
    }
}
