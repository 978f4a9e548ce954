using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>One selection of a session (rule SEC-37).</summary>
/// <param name="Selector">Which topics: a topic selector.</param>
/// <param name="IsDeselection">Whether it takes back what earlier ones selected.</param>
public readonly record struct TopicSelection(string Selector, bool IsDeselection) : IWireMessage<TopicSelection>
{
    internal const int SmallestSize = 2;

    private const byte SelectCode = 0;
    private const byte DeselectCode = 1;

    /// <inheritdoc/>
    public static TopicSelection ReadFrom(ref WireReader reader)
    {
        string selector = reader.ReadString();
        byte code = reader.ReadByte();
        return code is SelectCode or DeselectCode
            ? new TopicSelection(selector, code == DeselectCode)
            : throw reader.Malformed($"a selection of the kind {code}");
    }

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Selector);
        writer.WriteByte(IsDeselection ? DeselectCode : SelectCode);
    }
}
