using System.Text.RegularExpressions;

namespace Messaging.LocalServer.Sessions.Filters;

/// <summary>Reads the language of session filters (SEC-38).</summary>
/// <remarks>
/// <code>
/// or     = and { "or" and }
/// and    = unary { "and" unary }
/// unary  = "not" unary | "(" or ")" | clause
/// clause = "all" | "has" key | "hasRoles" list | key ("is" | "eq" | "ne" | "matches") text | key "in" list
/// list   = texts with spaces or commas between, bare or in parentheses or brackets
/// </code>
/// </remarks>
internal sealed class FilterParser
{
    private static readonly string[] Operators = ["is", "eq", "ne", "matches", "in"];

    private readonly string _filter;
    private readonly IReadOnlyList<FilterToken> _tokens;
    private int _index;
    private int _depth;

    public FilterParser(string filter)
    {
        if (filter.Length > SessionFilter.MaximumLength)
        {
            throw new SessionFilterException($"The filter has {filter.Length} characters; at most {SessionFilter.MaximumLength} are allowed.", 1, 1);
        }

        _filter = filter;
        _tokens = FilterLexer.Read(filter);
    }

    private FilterToken Next => _tokens[_index];

    public SessionFilter Parse()
    {
        SessionFilter filter = ParseOr();
        return Next.Kind == FilterTokenKind.End ? filter : throw Error(Next, $"{Next} is not expected here: 'and', 'or' or the end is.");
    }

    private SessionFilter ParseOr()
    {
        List<SessionFilter> operands = [ParseAnd()];
        while (Skip("or"))
        {
            operands.Add(ParseAnd());
        }

        return operands.Count == 1 ? operands[0] : new SessionFilter.Or(operands);
    }

    private SessionFilter ParseAnd()
    {
        List<SessionFilter> operands = [ParseUnary()];
        while (Skip("and"))
        {
            operands.Add(ParseUnary());
        }

        return operands.Count == 1 ? operands[0] : new SessionFilter.And(operands);
    }

    private SessionFilter ParseUnary()
    {
        if (IsComparison())
        {
            return ParseComparison();
        }

        if (++_depth > SessionFilter.MaximumDepth)
        {
            throw Error(Next, $"The filter is nested more than {SessionFilter.MaximumDepth} deep.");
        }

        SessionFilter filter = ParseNested();
        _depth--;
        return filter;
    }

    private SessionFilter ParseNested()
    {
        FilterToken first = Take();
        if (first.Kind == FilterTokenKind.Open)
        {
            SessionFilter inner = ParseOr();
            FilterToken last = Take();
            return last.Kind == FilterTokenKind.Close ? inner : throw Error(last, $"{last} is not expected here: 'and', 'or' or ')' is.");
        }

        return first switch
        {
            _ when first.Is("not") => new SessionFilter.Not(ParseUnary()),
            _ when first.Is("all") => SessionFilter.Everything,
            _ when first.Is("has") => new SessionFilter.Has(TakeKey()),
            _ when first.Is("hasRoles") => new SessionFilter.HasRoles(TakeList()),
            { Kind: FilterTokenKind.Word } => throw Error(Next, $"{Next} is not expected behind the key '{first.Text}': one of {string.Join(", ", Operators)} is."),
            _ => throw Error(first, $"{first} is not expected here: the key of a property, 'has', 'hasRoles', 'all', 'not' or '(' is."),
        };
    }

    // A property may be called like a word of the language: what follows tells.
    private bool IsComparison() => Next.Kind == FilterTokenKind.Word && _index + 2 < _tokens.Count
        && Array.Exists(Operators, _tokens[_index + 1].Is)
        && (_tokens[_index + 2].Kind == FilterTokenKind.Text || (_tokens[_index + 1].Is("in") && OpensList(_tokens[_index + 2])));

    private SessionFilter ParseComparison()
    {
        string key = Take().Text;
        FilterToken operation = Take();
        if (operation.Is("in"))
        {
            return new SessionFilter.In(key, TakeList().ToHashSet(StringComparer.Ordinal));
        }

        FilterToken value = Take();
        return operation switch
        {
            _ when operation.Is("matches") => new SessionFilter.Like(key, ParsePattern(value)),

            // A session without the property does not have this value either.
            _ when operation.Is("ne") => new SessionFilter.Not(new SessionFilter.Equal(key, value.Text)),
            _ => new SessionFilter.Equal(key, value.Text),
        };
    }

    private Regex ParsePattern(FilterToken pattern)
    {
        try
        {
            return WholeValuePattern.Parse(pattern.Text);
        }
        catch (FormatException e)
        {
            throw Error(pattern, e.Message);
        }
    }

    private string TakeKey()
    {
        FilterToken key = Take();
        return key.Kind == FilterTokenKind.Word ? key.Text : throw Error(key, $"{key} is not expected here: the key of a property is.");
    }

    private List<string> TakeList()
    {
        string? closing = OpensList(Next) ? (Take().Text == "(" ? ")" : "]") : null;
        List<string> texts = [];
        while (Next.Kind == FilterTokenKind.Text)
        {
            texts.Add(Take().Text);
            if (Next.Is(","))
            {
                Take();
                if (Next.Kind != FilterTokenKind.Text)
                {
                    throw Error(Next, $"{Next} is not expected behind a comma: a quoted text is.");
                }
            }
        }

        if (texts.Count == 0)
        {
            throw Error(Next, $"{Next} is not expected here: a quoted text is.");
        }

        if (closing is not null && Take() is var last && last.Text != closing)
        {
            throw Error(last, $"{last} is not expected here: a quoted text or '{closing}' is.");
        }

        return texts;
    }

    private static bool OpensList(FilterToken token) => token.Kind == FilterTokenKind.Open || token.Is("[");

    private bool Skip(string word)
    {
        bool isThere = Next.Is(word);
        _index += isThere ? 1 : 0;
        return isThere;
    }

    // The end stays where it is.
    private FilterToken Take() => Next.Kind == FilterTokenKind.End ? Next : _tokens[_index++];

    private SessionFilterException Error(FilterToken token, string message) => FilterPosition.Error(_filter, token.Position, message);
}
