using Messaging.DiffusionWire.Values;

namespace Messaging.LocalServer.Topics;

/// <summary>The order of topic paths: segment by segment, so that a topic comes before its descendants and they before its next sibling.</summary>
internal sealed class PathOrder : IComparer<string>
{
    public static PathOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        int common = x.AsSpan().CommonPrefixLength(y);
        if (common == x.Length || common == y.Length)
        {
            return x.Length.CompareTo(y.Length);
        }

        return Rank(x[common]).CompareTo(Rank(y[common]));
    }

    private static int Rank(char c) => c == TopicPath.Separator ? -1 : c;
}
