using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionClient.Features;

/// <summary>Reads the selectors that applications give.</summary>
internal static class SelectorArgument
{
    /// <summary>Reads a selector: a bare path gets its prefix (TOPIC-20).</summary>
    /// <exception cref="ArgumentException">It is null or malformed.</exception>
    public static TopicSelector Parse(string topics)
    {
        ArgumentNullException.ThrowIfNull(topics);
        try
        {
            return TopicSelector.Parse(topics);
        }
        catch (FormatException e)
        {
            throw new ArgumentException(e.Message, nameof(topics), e);
        }
    }
}
