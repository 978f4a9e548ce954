using System.Text;

namespace Messaging.LocalServer.Security.Scripts;

/// <summary>Takes a script apart (SEC-14): words, texts in either kind of quotes, brackets, commas, ends of lines.</summary>
internal sealed class ScriptTokenizer(string script)
{
    private const char LineEnd = '\n';
    private const char Escape = '\\';

    private int _offset;
    private int _line = 1;
    private int _lineStart;
    private int _openBrackets;

    private ScriptPosition Position => new(_line, _offset - _lineStart + 1);

    /// <summary>The next token; at the end of the script always <see cref="ScriptTokenKind.End"/>.</summary>
    public ScriptToken Next()
    {
        SkipSpace();
        ScriptPosition start = Position;
        if (_offset == script.Length)
        {
            return new ScriptToken(ScriptTokenKind.End, string.Empty, start);
        }

        char character = script[_offset];
        if (IsWord(character))
        {
            return ReadWord(start);
        }

        Advance();
        switch (character)
        {
            case '\'' or '"':
                return ReadText(character, start);
            case '[':
                _openBrackets++;
                return new ScriptToken(ScriptTokenKind.OpeningBracket, "[", start);
            case ']':
                _openBrackets = Math.Max(0, _openBrackets - 1);
                return new ScriptToken(ScriptTokenKind.ClosingBracket, "]", start);
            case ',':
                return new ScriptToken(ScriptTokenKind.Comma, ",", start);
            case LineEnd:
                return new ScriptToken(ScriptTokenKind.End, string.Empty, start);
            default:
                return new ScriptToken(ScriptTokenKind.Error, $"The character U+{(int)character:X4} has no meaning outside of quotes.", start);
        }
    }

    /// <summary>Goes on with the next line, wherever in a command it is now.</summary>
    public void SkipLine()
    {
        _openBrackets = 0;
        while (_offset < script.Length && script[_offset] != LineEnd)
        {
            Advance();
        }
    }

    private static bool IsWord(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';

    private ScriptToken ReadWord(ScriptPosition start)
    {
        int first = _offset;
        while (_offset < script.Length && IsWord(script[_offset]))
        {
            _offset++;
        }

        return new ScriptToken(ScriptTokenKind.Word, script[first.._offset], start);
    }

    private ScriptToken ReadText(char quote, ScriptPosition start)
    {
        StringBuilder text = new();
        while (_offset < script.Length)
        {
            ScriptPosition place = Position;
            char character = Advance();
            if (character == quote)
            {
                return new ScriptToken(ScriptTokenKind.Text, text.ToString(), start);
            }

            if (character == Escape)
            {
                if (_offset == script.Length)
                {
                    break;
                }

                character = Advance();
                if (character is not ('\'' or '"' or Escape))
                {
                    return new ScriptToken(ScriptTokenKind.Error, "In quotes, a backslash stands before a quote or another backslash only.", place);
                }
            }

            text.Append(character);
        }

        return new ScriptToken(ScriptTokenKind.Error, "The text in quotes has no end.", start);
    }

    private void SkipSpace()
    {
        while (_offset < script.Length
            && (script[_offset] is ' ' or '\t' or '\r' || (script[_offset] == LineEnd && _openBrackets > 0)))
        {
            Advance();
        }
    }

    private char Advance()
    {
        char character = script[_offset++];
        if (character == LineEnd)
        {
            _line++;
            _lineStart = _offset;
        }

        return character;
    }
}
