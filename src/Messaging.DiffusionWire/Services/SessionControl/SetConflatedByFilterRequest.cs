using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>Let several sessions have only the latest of the values that wait for them, or all (rule SEC-35).</summary>
/// <remarks>The answer is a <see cref="CountAndErrorsResponse"/>.</remarks>
/// <param name="Filter">Which ones: a session filter (rule SEC-38).</param>
/// <param name="Conflated">Whether only the latest.</param>
public readonly record struct SetConflatedByFilterRequest(string Filter, bool Conflated) : IWireMessage<SetConflatedByFilterRequest>
{
    /// <inheritdoc/>
    public static SetConflatedByFilterRequest ReadFrom(ref WireReader reader) => new(reader.ReadString(), reader.ReadBool());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Filter);
        writer.WriteBool(Conflated);
    }
}
