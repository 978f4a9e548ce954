using System.Buffers;
using System.Text;

namespace Messaging.Rooms;

/// <summary>Text that can be written as UTF-8 without loss.</summary>
internal static class UnicodeText
{
    /// <summary>Whether every surrogate has its other half.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out int consumed) != OperationStatus.Done)
            {
                return false;
            }

            text = text[consumed..];
        }

        return true;
    }
}
