using System.Text.RegularExpressions;

namespace Messaging.DiffusionWire.Values;

/// <summary>A set of other selectors (rule TOPIC-24).</summary>
internal sealed partial class SetSelector : TopicSelector
{
    public const string Delimiter = "////";

    private readonly TopicSelector[] _members;

    public SetSelector(string expression)
        : base(expression)
    {
        string[] members = DelimiterPattern().Split(expression[1..]);
        if (members.Any(member => member.StartsWith('#')))
        {
            throw new FormatException($"'{expression}' is not a topic selector. A set of selectors has no sets in it.");
        }

        _members = [.. members.Select(Parse)];
    }

    public override bool Matches(string path)
    {
        // For each topic and each subscriber: no closure, no enumerator.
        foreach (TopicSelector member in _members)
        {
            if (member.Matches(path))
            {
                return true;
            }
        }

        return false;
    }

    // A member may end with slashes of its own, so of a longer run the last four are the delimiter.
    [GeneratedRegex("////(?!/)", RegexOptions.CultureInvariant)]
    private static partial Regex DelimiterPattern();
}
