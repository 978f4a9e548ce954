using System.Text;

namespace Messaging.Interop.Tests;

internal static class LongTexts
{
    /// <summary>A text of 64 KiB in UTF-8, with characters of one to four bytes and line ends.</summary>
    public static string Of64Kilobytes()
    {
        const string pattern = "Grüße \"aus\" Zürich,\n東京から 😀 \\ ";
        int patternBytes = Encoding.UTF8.GetByteCount(pattern);
        var text = new StringBuilder();
        int bytes = 0;
        for (; bytes + patternBytes <= 64 * 1024; bytes += patternBytes)
        {
            text.Append(pattern);
        }

        return text.Append('.', (64 * 1024) - bytes).ToString();
    }
}
