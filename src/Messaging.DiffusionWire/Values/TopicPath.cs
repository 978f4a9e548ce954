using System.Diagnostics.CodeAnalysis;

namespace Messaging.DiffusionWire.Values;

/// <summary>What a topic path may be (rule TOPIC-03): segments that are not empty, separated by slashes.</summary>
public static class TopicPath
{
    /// <summary>Separates the segments of a path.</summary>
    public const char Separator = '/';

    /// <summary>Brings a path into the form that topics are known by: without a slash at either end.</summary>
    /// <param name="path">A path as somebody wrote it.</param>
    /// <param name="normalized">The path.</param>
    /// <param name="problem">Why it is none, as a sentence.</param>
    /// <returns>Whether it is a path.</returns>
    public static bool TryNormalize(string path, [NotNullWhen(true)] out string? normalized, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(path);
        ReadOnlySpan<char> trimmed = path;
        if (trimmed.StartsWith(Separator))
        {
            trimmed = trimmed[1..];
        }

        if (trimmed.EndsWith(Separator))
        {
            trimmed = trimmed[..^1];
        }

        normalized = null;
        problem = null;
        if (trimmed.IsEmpty)
        {
            problem = "A topic path has at least one segment.";
        }
        else if (trimmed[0] == Separator || trimmed[^1] == Separator || trimmed.Contains("//", StringComparison.Ordinal))
        {
            problem = $"The topic path '{path}' has an empty segment.";
        }

        if (problem is not null)
        {
            return false;
        }

        normalized = trimmed.Length == path.Length ? path : trimmed.ToString();
        return true;
    }
}
