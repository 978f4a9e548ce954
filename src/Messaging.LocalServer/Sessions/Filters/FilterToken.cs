namespace Messaging.LocalServer.Sessions.Filters;

/// <summary>The smallest part of a filter that means something.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">A word as it stands there, or what the quotes enclose.</param>
/// <param name="Position">Where it begins: an index into the filter.</param>
internal readonly record struct FilterToken(FilterTokenKind Kind, string Text, int Position)
{
    /// <summary>Whether it is this word of the language, in any case.</summary>
    public bool Is(string word) => Kind == FilterTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Kind switch
    {
        FilterTokenKind.End => "the end",
        FilterTokenKind.Text => "a quoted text",
        _ => $"'{Text}'",
    };
}
