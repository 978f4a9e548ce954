using System.Buffers;
using System.Text;

namespace Messaging.DiffusionClient.Scripts;

/// <summary>The text of a script: one command a line, without a line break at the end. Not thread-safe.</summary>
internal sealed class ScriptText
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a command, or several lines of them. An empty text is none.</summary>
    public void Add(string command)
    {
        if (command.Length == 0)
        {
            return;
        }

        if (_text.Length > 0)
        {
            _text.Append('\n');
        }

        _text.Append(command);
    }

    public override string ToString() => _text.ToString();

    /// <summary>
    /// Quotes a text for a script. Only the quote and the backslash have a meaning between quotes; whatever else there is, line breaks
    /// included, stands for itself.
    /// </summary>
    /// <exception cref="ArgumentException">It is null, or has no form in UTF-8: what would be sent is another text.</exception>
    public static string Quote(string value, string parameter)
    {
        ArgumentNullException.ThrowIfNull(value, parameter);
        if (!IsWellFormed(value))
        {
            throw new ArgumentException("The text holds half a surrogate pair, which cannot be sent.", parameter);
        }

        return $"'{value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'";
    }

    /// <summary>Writes a list of quoted texts. Order and doubles stay.</summary>
    public static string List(IEnumerable<string> values, string parameter)
    {
        ArgumentNullException.ThrowIfNull(values, parameter);
        return $"[{string.Join(' ', values.Select(value => Quote(value, parameter)))}]";
    }

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out int length) != OperationStatus.Done)
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }
}
