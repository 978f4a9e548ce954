using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>Take back what several sessions selected, in every scope (rule SEC-36). The answer is a <see cref="CountOrErrorsResponse"/>.</summary>
/// <param name="Selector">Which topics: a topic selector.</param>
/// <param name="Filter">Which ones: a session filter (rule SEC-38).</param>
public readonly record struct FilterAllScopesRequest(string Selector, string Filter) : IWireMessage<FilterAllScopesRequest>
{
    /// <inheritdoc/>
    public static FilterAllScopesRequest ReadFrom(ref WireReader reader) => new(reader.ReadString(), reader.ReadString());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Selector);
        writer.WriteString(Filter);
    }
}
