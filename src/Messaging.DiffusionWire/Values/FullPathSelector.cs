using System.Text.RegularExpressions;

namespace Messaging.DiffusionWire.Values;

/// <summary>One regular expression for the whole path (rule TOPIC-22).</summary>
internal sealed class FullPathSelector : TopicSelector
{
    private readonly Regex _pattern;
    private readonly DescendantQualifier _qualifier;

    public FullPathSelector(string expression)
        : base(expression)
    {
        (string pattern, _qualifier) = SelectorPattern.Split(expression);
        _pattern = SelectorPattern.Compile(pattern, expression);
    }

    public override bool Matches(string path) =>
        (_qualifier != DescendantQualifier.DescendantsOnly && SelectorPattern.Matches(_pattern, path))
        || (_qualifier != DescendantQualifier.None && HasMatchingAncestor(path));

    private bool HasMatchingAncestor(string path)
    {
        for (int end = path.LastIndexOf(TopicPath.Separator); end > 0; end = path.LastIndexOf(TopicPath.Separator, end - 1))
        {
            if (SelectorPattern.Matches(_pattern, path.AsSpan(0, end)))
            {
                return true;
            }
        }

        return false;
    }
}
