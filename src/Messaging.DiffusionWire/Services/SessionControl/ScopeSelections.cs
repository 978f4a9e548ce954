using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>What a session selected in one selection scope (rule SEC-37).</summary>
/// <param name="Scope">The scope; the default scope is the empty text.</param>
/// <param name="Selections">The selections, in the order in which they were made.</param>
public sealed record ScopeSelections(string Scope, IReadOnlyList<TopicSelection> Selections) : IWireMessage<ScopeSelections>
{
    internal const int SmallestSize = 2;

    /// <inheritdoc/>
    public static ScopeSelections ReadFrom(ref WireReader reader) =>
        new(reader.ReadString(), WireLists.ReadList<TopicSelection>(ref reader, TopicSelection.SmallestSize));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Scope);
        WireLists.WriteList(writer, Selections);
    }
}
