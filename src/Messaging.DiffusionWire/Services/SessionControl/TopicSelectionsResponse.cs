using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>What a session selected (rule SEC-37). The answer to a session id.</summary>
/// <param name="Scopes">The selections of each selection scope that has any.</param>
public sealed record TopicSelectionsResponse(IReadOnlyList<ScopeSelections> Scopes) : IWireMessage<TopicSelectionsResponse>
{
    /// <inheritdoc/>
    public static TopicSelectionsResponse ReadFrom(ref WireReader reader) =>
        new(WireLists.ReadList<ScopeSelections>(ref reader, ScopeSelections.SmallestSize));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer) => WireLists.WriteList(writer, Scopes);
}
