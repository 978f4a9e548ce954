using System.Text.RegularExpressions;

namespace Messaging.DiffusionWire.Values;

/// <summary>A regular expression for each segment of the path (rule TOPIC-21).</summary>
internal sealed class SplitPathSelector : TopicSelector
{
    private readonly Regex[] _segments;
    private readonly DescendantQualifier _qualifier;

    public SplitPathSelector(string expression)
        : base(expression)
    {
        (string pattern, _qualifier) = SelectorPattern.Split(expression);
        _segments = [.. pattern.TrimStart(TopicPath.Separator).Split(TopicPath.Separator).Select(segment => SelectorPattern.Compile(segment, expression))];
    }

    public override bool Matches(string path)
    {
        int matched = 0;
        foreach (Range range in path.AsSpan().Split(TopicPath.Separator))
        {
            if (matched == _segments.Length)
            {
                return _qualifier != DescendantQualifier.None;
            }

            if (!SelectorPattern.Matches(_segments[matched], path.AsSpan(range)))
            {
                return false;
            }

            matched++;
        }

        return matched == _segments.Length && _qualifier != DescendantQualifier.DescendantsOnly;
    }
}
