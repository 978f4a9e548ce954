using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Topics;

/// <summary>Subscribe to topics, or take that back (rule TOPIC-10). The answer is empty.</summary>
/// <param name="Selector">Which ones: a topic selector. It counts for topics added later, too.</param>
/// <param name="Scope">The selection scope; the default scope is the empty text.</param>
public readonly record struct SelectionRequest(string Selector, string Scope) : IWireMessage<SelectionRequest>
{
    /// <inheritdoc/>
    public static SelectionRequest ReadFrom(ref WireReader reader) => new(reader.ReadString(), reader.ReadString());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Selector);
        writer.WriteString(Scope);
    }
}
