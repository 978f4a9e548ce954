using System.Buffers;
using System.Text.RegularExpressions;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;

namespace Messaging.LocalServer.Services;

/// <summary>Topic selectors in requests, and whether a session may use them.</summary>
internal static partial class RequestSelector
{
    private static readonly SearchValues<char> PatternCharacters = SearchValues.Create(@"*^.[]\+?{}()|$");

    /// <summary>Reads a selector.</summary>
    /// <exception cref="ServiceException">It is none; the message says why.</exception>
    public static TopicSelector Parse(string expression)
    {
        try
        {
            return TopicSelector.Parse(expression);
        }
        catch (FormatException e)
        {
            throw new ServiceException(ServiceErrorCode.InvalidData, e.Message);
        }
    }

    /// <summary>Reads a selector to select topics with.</summary>
    /// <remarks>
    /// A path has to be permitted. Of what a pattern for segments matches, the part is selected that is permitted. A pattern for
    /// whole paths could match anything, so everything at and below its prefix has to be permitted.
    /// </remarks>
    /// <exception cref="ServiceException">It is none, or the session may not use it.</exception>
    public static TopicSelector ParseToSelect(string expression, RequestContext context)
    {
        TopicSelector selector = Parse(expression);
        RequirePermission(selector.Expression, isForOthers: false, context);
        return selector;
    }

    /// <summary>Reads a selector to select topics for other sessions with.</summary>
    /// <remarks>What is selected for them is not looked at again, so that every pattern needs all that is below its prefix.</remarks>
    /// <exception cref="ServiceException">It is none, or the session may not use it.</exception>
    public static TopicSelector ParseToSelectForOthers(string expression, RequestContext context)
    {
        TopicSelector selector = Parse(expression);
        RequirePermission(selector.Expression, isForOthers: true, context);
        return selector;
    }

    private static void RequirePermission(string expression, bool isForOthers, RequestContext context)
    {
        switch (expression[0])
        {
            case '#':
                foreach (string member in SetDelimiter().Split(expression[1..]))
                {
                    RequirePermission(Parse(member).Expression, isForOthers, context);
                }

                break;
            case '>':
                context.Require(PathPermission.SelectTopic, expression[1..]);
                break;
            case '*':
            case '?' when isForOthers:
                string prefix = PrefixOf(expression[1..]);
                if (!context.Session.Permissions.HasThroughout(PathPermission.SelectTopic, prefix))
                {
                    throw RequestContext.Denied(PathPermission.SelectTopic, prefix);
                }

                break;
        }
    }

    // The segments before the first that is a pattern.
    private static string PrefixOf(string pattern) => string.Join(
        TopicPath.Separator,
        pattern.Split(TopicPath.Separator, StringSplitOptions.RemoveEmptyEntries)
            .TakeWhile(segment => segment.AsSpan().IndexOfAny(PatternCharacters) < 0));

    [GeneratedRegex("////(?!/)", RegexOptions.CultureInvariant)]
    private static partial Regex SetDelimiter();
}
