namespace Messaging.LocalServer.Security.Scripts;

/// <summary>What a token of a script is.</summary>
internal enum ScriptTokenKind
{
    /// <summary>A bare word: a keyword or the name of a permission.</summary>
    Word,

    /// <summary>A text in quotes; the token's text is what they enclose, without escapes.</summary>
    Text,

    OpeningBracket,

    ClosingBracket,

    Comma,

    /// <summary>The end of a line that is not within brackets or quotes, or of the script.</summary>
    End,

    /// <summary>Something that no script has; the token's text says what is wrong with it.</summary>
    Error,
}
