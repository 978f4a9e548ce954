namespace Messaging.Interop.Tests.Security;

/// <summary>Names and passwords that try to be more than that.</summary>
internal static class HostileTexts
{
    /// <summary>All of them: valid Unicode, not empty, within the server's bounds.</summary>
    public static readonly string[] All =
    [
        // What ends a text, or looks as if it did.
        "'", "''", "'''", "\"", "\"\"", "`", "\\", "\\\\", "\\'", "\\\\'", "\\\"", "'\\", "\\\\\\", "a'b", "a\\'b", "trailing\\", "'quoted'",
        "\"quoted\"",
        "\u2018", "\u2019", "\u201C\u201D", "\uFF07", "\u02BC", "\u2032",

        // Lines and blanks.
        "\n", "\r\n", "\r", "\t", " ", "  two  ", "\u00A0", "\u2028", "\u2029", "\u0085", "\v\f", "line\nbreak", "\n\n\n",

        // Scripts within the text.
        "x'\nremove principal 'admin", "x' ['ADMINISTRATOR'] locked by 'x", "x\\'\nset password 'admin' 'x", "'; deny anonymous connections; '",
        "x'\nadd principal 'evil' 'evil' ['ADMINISTRATOR']\n#", "add principal 'a' 'b'", "remove principal 'admin'", "locked by",
        "['A' 'B']", "[]", "]", "[", ",",
        "permissions", "path", "topic", "includes", "VIEW_SECURITY", "verify password", "# comment", "// comment", "/* comment */", "--",

        // Control characters, directions, look-alikes, beyond the basic plane, what normalises to something else.
        "\0", "a\0b", "\u0001\u001F\u007F", "\uFEFF", "\u200B", "\u202Eadmin", "\u0430dmin", "admin ", "ADMIN", "adm\u0131n", "a\u0301", "\u00E1",
        "\U0001F600", "\U0001F468\u200D\U0001F469", "\uFFFD", "\uFFFE", "\u0000\\'\n\"",

        // Other syntaxes.
        "%00%27", "${jndi:ldap://x}", "{0}", "{{x}}", "<script>", "&#39;", "..", "../../etc/passwd", "a/b", "?a//", "$Principal", "null", "undefined", "true", "0",
    ];

    /// <summary>Beyond what the server takes for a name, and for a password.</summary>
    public static readonly string TenKilobytes = string.Concat(Enumerable.Repeat("0123456'\\\n", 1024));

    private const string Alphabet = "'\"\\\n\r\t []#,;ab\0\u2019\u202E\u00E9";

    /// <summary>A text of the characters that matter.</summary>
    public static string Random(Random random) =>
        new([.. Enumerable.Range(0, random.Next(1, 24)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
}
