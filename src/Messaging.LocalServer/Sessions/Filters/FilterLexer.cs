using System.Text;

namespace Messaging.LocalServer.Sessions.Filters;

/// <summary>Takes a filter apart into words, quoted texts and parentheses.</summary>
/// <remarks>A word is all that is no space, quote or parenthesis: what the keys of properties may consist of.</remarks>
internal static class FilterLexer
{
    private const char Escape = '\\';

    /// <summary>Reads all tokens; the last one is <see cref="FilterTokenKind.End"/>.</summary>
    /// <exception cref="SessionFilterException">A quote is not closed.</exception>
    public static IReadOnlyList<FilterToken> Read(string filter)
    {
        List<FilterToken> tokens = [];
        int position = 0;
        while (position < filter.Length)
        {
            char next = filter[position];
            if (char.IsWhiteSpace(next))
            {
                position++;
                continue;
            }

            int end = position + 1;
            tokens.Add(next switch
            {
                '(' => new FilterToken(FilterTokenKind.Open, "(", position),
                ')' => new FilterToken(FilterTokenKind.Close, ")", position),
                '\'' or '"' => new FilterToken(FilterTokenKind.Text, ReadText(filter, position, out end), position),
                _ => new FilterToken(FilterTokenKind.Word, ReadWord(filter, position, out end), position),
            });
            position = end;
        }

        tokens.Add(new FilterToken(FilterTokenKind.End, string.Empty, position));
        return tokens;
    }

    private static string ReadWord(string filter, int start, out int end)
    {
        end = start;
        while (end < filter.Length && !char.IsWhiteSpace(filter[end]) && filter[end] is not ('(' or ')' or '\'' or '"'))
        {
            end++;
        }

        return filter[start..end];
    }

    private static string ReadText(string filter, int start, out int end)
    {
        StringBuilder text = new();
        for (end = start + 1; end < filter.Length; end++)
        {
            if (filter[end] == filter[start])
            {
                end++;
                return text.ToString();
            }

            if (filter[end] == Escape && end + 1 < filter.Length)
            {
                end++;
            }

            text.Append(filter[end]);
        }

        throw FilterPosition.Error(filter, start, "The quoted text that begins here does not end.");
    }
}
