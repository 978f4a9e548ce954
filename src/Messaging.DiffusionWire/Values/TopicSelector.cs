using System.Diagnostics.CodeAnalysis;

namespace Messaging.DiffusionWire.Values;

/// <summary>An expression that selects topics by their path (rules TOPIC-20 to TOPIC-24).</summary>
/// <remarks>
/// Four forms: <c>&gt;path</c> or just the path, one topic; <c>?a/b</c>, a regular expression for each segment;
/// <c>*regex</c>, one for the whole path; <c>#s1////s2</c>, a set of the others. The two pattern forms may end with
/// <c>/</c>, only the descendants of what matches, or <c>//</c>, what matches and its descendants.
/// Immutable and thread-safe.
/// </remarks>
public abstract class TopicSelector : IEquatable<TopicSelector>
{
    private const char PathPrefix = '>';
    private const char SplitPathPrefix = '?';
    private const char FullPathPrefix = '*';
    private const char SetPrefix = '#';

    private protected TopicSelector(string expression) => Expression = expression;

    /// <summary>The expression with its prefix, as it is sent: a bare path has got one.</summary>
    public string Expression { get; }

    /// <summary>Reads an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <returns>The selector.</returns>
    /// <exception cref="FormatException">It is not a selector; the text says why.</exception>
    public static TopicSelector Parse(string expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        if (expression.Length == 0)
        {
            throw new FormatException("A topic selector is never empty.");
        }

        return expression[0] switch
        {
            SetPrefix => new SetSelector(expression),
            SplitPathPrefix => new SplitPathSelector(expression),
            FullPathPrefix => new FullPathSelector(expression),
            PathPrefix => new PathSelector(expression, expression[1..]),
            _ => new PathSelector(PathPrefix + expression, expression),
        };
    }

    /// <summary>Joins selectors into one.</summary>
    /// <param name="expressions">At least one expression.</param>
    /// <returns>The selector of all that any of them selects.</returns>
    /// <exception cref="FormatException">One of them is not a selector.</exception>
    public static TopicSelector AnyOf(params IReadOnlyCollection<string> expressions)
    {
        ArgumentNullException.ThrowIfNull(expressions);
        return expressions.Count == 1
            ? Parse(expressions.First())
            : Parse(SetPrefix + string.Join(SetSelector.Delimiter, expressions.Select(expression => Parse(expression).Expression)));
    }

    /// <summary>Whether the selector selects a topic.</summary>
    /// <param name="path">A normalized topic path.</param>
    /// <returns>Whether it does.</returns>
    public abstract bool Matches(string path);

    /// <summary>Whether the selector can only ever select one topic, so that a look-up does instead of a search.</summary>
    /// <param name="path">That topic's path.</param>
    /// <returns>Whether it is a path selector.</returns>
    public virtual bool IsPath([NotNullWhen(true)] out string? path)
    {
        path = null;
        return false;
    }

    /// <inheritdoc/>
    public bool Equals(TopicSelector? other) => other is not null && other.Expression == Expression;

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as TopicSelector);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => Expression.GetHashCode(StringComparison.Ordinal);

    /// <summary>The expression.</summary>
    /// <returns><see cref="Expression"/>.</returns>
    public sealed override string ToString() => Expression;
}
