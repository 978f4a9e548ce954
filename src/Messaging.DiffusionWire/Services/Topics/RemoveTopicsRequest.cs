using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Topics;

/// <summary>Remove topics (rule TOPIC-08).</summary>
/// <param name="Selector">Which ones: a topic selector.</param>
public readonly record struct RemoveTopicsRequest(string Selector) : IWireMessage<RemoveTopicsRequest>
{
    /// <inheritdoc/>
    public static RemoveTopicsRequest ReadFrom(ref WireReader reader) => new(reader.ReadString());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Selector);
    }
}
