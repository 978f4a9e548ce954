using System.Collections.ObjectModel;

namespace Messaging.Sessions;

/// <summary>A topic's type and properties, in the words of the protocol.</summary>
internal sealed record TopicDescription(string Type, IReadOnlyDictionary<string, string> Properties)
{
    /// <summary>A JSON topic without further properties.</summary>
    public static readonly TopicDescription Json = new("JSON", ReadOnlyDictionary<string, string>.Empty);

    public override string ToString() =>
        Properties.Count == 0
            ? Type
            : $"{Type} ({string.Join(", ", Properties.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"))})";
}
