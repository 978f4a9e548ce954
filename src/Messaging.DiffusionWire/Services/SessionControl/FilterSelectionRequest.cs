using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>Subscribe several sessions to topics, or take that back (rule SEC-36). The answer is a <see cref="CountOrErrorsResponse"/>.</summary>
/// <param name="Filter">Which ones: a session filter (rule SEC-38).</param>
/// <param name="Selector">Which topics: a topic selector.</param>
/// <param name="Scope">The selection scope; the default scope is the empty text.</param>
public readonly record struct FilterSelectionRequest(string Filter, string Selector, string Scope) : IWireMessage<FilterSelectionRequest>
{
    /// <inheritdoc/>
    public static FilterSelectionRequest ReadFrom(ref WireReader reader) =>
        new(reader.ReadString(), reader.ReadString(), reader.ReadString());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Filter);
        writer.WriteString(Selector);
        writer.WriteString(Scope);
    }
}
