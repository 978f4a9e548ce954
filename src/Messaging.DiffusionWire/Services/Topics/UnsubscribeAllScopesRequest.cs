using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Topics;

/// <summary>Take subscriptions back in every selection scope (rule TOPIC-11). The answer is empty.</summary>
/// <param name="Selector">Which topics: a topic selector.</param>
public readonly record struct UnsubscribeAllScopesRequest(string Selector) : IWireMessage<UnsubscribeAllScopesRequest>
{
    /// <inheritdoc/>
    public static UnsubscribeAllScopesRequest ReadFrom(ref WireReader reader) => new(reader.ReadString());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Selector);
    }
}
