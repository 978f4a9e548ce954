namespace Messaging.LocalServer.Security.Scripts;

/// <summary>Reads the parts of commands, one after the other (SEC-14). Keywords count in any case.</summary>
internal sealed class ScriptReader
{
    private readonly ScriptTokenizer _tokens;
    private ScriptToken _current;

    public ScriptReader(string script)
    {
        _tokens = new ScriptTokenizer(script);
        _current = _tokens.Next();
    }

    /// <summary>How many passwords were read.</summary>
    public int PasswordCount { get; private set; }

    /// <summary>Whether a list follows.</summary>
    public bool IsAtList => _current.Kind == ScriptTokenKind.OpeningBracket;

    /// <summary>Goes to the next command.</summary>
    /// <param name="position">Where it begins.</param>
    /// <returns>False if there is none.</returns>
    public bool MoveToCommand(out ScriptPosition position)
    {
        while (_current.Kind == ScriptTokenKind.End)
        {
            ScriptPosition end = _current.Position;
            _current = _tokens.Next();
            if (_current.Kind == ScriptTokenKind.End && _current.Position == end)
            {
                position = end;
                return false;
            }
        }

        position = _current.Position;
        return true;
    }

    /// <summary>Gives up on the command and goes to the next line.</summary>
    public void SkipLine()
    {
        if (_current.Kind != ScriptTokenKind.End)
        {
            _tokens.SkipLine();
            _current = _tokens.Next();
        }
    }

    /// <summary>Takes one of several keywords.</summary>
    /// <exception cref="ScriptException">It is none of them.</exception>
    public string Word(params ReadOnlySpan<string> expected)
    {
        foreach (string keyword in expected)
        {
            if (TryWord(keyword))
            {
                return keyword;
            }
        }

        throw Expected(string.Join(" or ", expected.ToArray().Select(keyword => $"'{keyword}'")));
    }

    /// <summary>Takes keywords that follow each other.</summary>
    /// <exception cref="ScriptException">They do not.</exception>
    public void Words(params ReadOnlySpan<string> expected)
    {
        foreach (string keyword in expected)
        {
            Word(keyword);
        }
    }

    /// <summary>Takes a keyword if it is there.</summary>
    public bool TryWord(string keyword)
    {
        bool isThere = _current.Kind == ScriptTokenKind.Word && keyword.Equals(_current.Text, StringComparison.OrdinalIgnoreCase);
        if (isThere)
        {
            _current = _tokens.Next();
        }

        return isThere;
    }

    /// <summary>Takes the name of something.</summary>
    /// <exception cref="ScriptException">There is no text in quotes, or it is empty or too long.</exception>
    public string Name(string what)
    {
        ScriptPosition position = _current.Position;
        string name = Text(what, StoreLimits.MaximumNameLength);
        return name.Length > 0 ? name : throw new ScriptException($"The name of {what} must not be empty.", position);
    }

    /// <summary>Takes a password.</summary>
    /// <exception cref="ScriptException">There is no text in quotes, or it is too long, or there are too many passwords.</exception>
    public string Password()
    {
        if (++PasswordCount > StoreLimits.MaximumPasswords)
        {
            throw new ScriptException($"A script has at most {StoreLimits.MaximumPasswords} passwords.", _current.Position);
        }

        return Text("a password");
    }

    /// <summary>Takes a text.</summary>
    /// <exception cref="ScriptException">There is no text in quotes, or it is too long.</exception>
    public string Text(string what, int maximumLength = StoreLimits.MaximumTextLength)
    {
        ScriptToken token = _current;
        if (token.Kind != ScriptTokenKind.Text)
        {
            throw Expected($"{what} in quotes");
        }

        if (token.Text.Length > maximumLength)
        {
            throw new ScriptException($"The text has {token.Text.Length} characters; {what} has at most {maximumLength}.", token.Position);
        }

        _current = _tokens.Next();
        return token.Text;
    }

    /// <summary>Takes a list in brackets; none counts as an empty one.</summary>
    /// <exception cref="ScriptException">It is malformed or too long.</exception>
    public IReadOnlyList<T> List<T>(Func<T> readItem)
    {
        List<T> items = [];
        if (_current.Kind == ScriptTokenKind.End)
        {
            return items;
        }

        Take(ScriptTokenKind.OpeningBracket, "'['");
        while (_current.Kind != ScriptTokenKind.ClosingBracket)
        {
            if (items.Count == StoreLimits.MaximumListLength)
            {
                throw new ScriptException($"A list has at most {StoreLimits.MaximumListLength} items.", _current.Position);
            }

            items.Add(readItem());
            if (_current.Kind == ScriptTokenKind.Comma)
            {
                _current = _tokens.Next();
            }
        }

        _current = _tokens.Next();
        return items;
    }

    /// <summary>Takes a permission.</summary>
    /// <exception cref="ScriptException">There is no such permission.</exception>
    public T Permission<T>(TryParse<T> tryParse)
    {
        if (_current.Kind != ScriptTokenKind.Word)
        {
            throw Expected("a permission");
        }

        if (!tryParse(_current.Text, out T permission))
        {
            throw new ScriptException($"There is no permission '{Shown()}' of this kind.", _current.Position);
        }

        _current = _tokens.Next();
        return permission;
    }

    /// <summary>Makes sure that the command has nothing more.</summary>
    /// <exception cref="ScriptException">It has.</exception>
    public void End()
    {
        if (_current.Kind != ScriptTokenKind.End)
        {
            throw Expected("the end of the line");
        }
    }

    private void Take(ScriptTokenKind kind, string what)
    {
        if (_current.Kind != kind)
        {
            throw Expected(what);
        }

        _current = _tokens.Next();
    }

    // What stands in quotes is never repeated: it may be a password.
    private ScriptException Expected(string what)
    {
        string found = _current.Kind switch
        {
            ScriptTokenKind.Error => _current.Text,
            ScriptTokenKind.End => "The line ends here.",
            ScriptTokenKind.Text => "This is a text in quotes.",
            _ => $"This is '{Shown()}'.",
        };
        return new ScriptException(_current.Kind == ScriptTokenKind.Error ? found : $"{found} Expected {what}.", _current.Position);
    }

    private string Shown() => _current.Text.Length <= 50 ? _current.Text : _current.Text[..50] + "…";

    /// <summary>Reads something by its name.</summary>
    public delegate bool TryParse<T>(string name, out T value);
}
