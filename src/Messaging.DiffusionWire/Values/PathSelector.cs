using System.Diagnostics.CodeAnalysis;

namespace Messaging.DiffusionWire.Values;

/// <summary>One topic (rule TOPIC-20).</summary>
internal sealed class PathSelector : TopicSelector
{
    private readonly string _path;

    public PathSelector(string expression, string path)
        : base(expression)
    {
        if (!TopicPath.TryNormalize(path, out string? normalized, out string? problem))
        {
            throw new FormatException($"'{expression}' is not a topic selector. {problem}");
        }

        _path = normalized;
    }

    public override bool Matches(string path) => path == _path;

    public override bool IsPath([NotNullWhen(true)] out string? path)
    {
        path = _path;
        return true;
    }
}
