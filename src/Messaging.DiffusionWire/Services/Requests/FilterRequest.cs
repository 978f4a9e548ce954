using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services.SessionControl;

namespace Messaging.DiffusionWire.Services.Requests;

/// <summary>A request to the sessions of a filter (rule SEC-54).</summary>
/// <remarks>The answer is a <see cref="CountOrErrorsResponse"/>; each session's own comes as a <see cref="FilteredResponse"/>.</remarks>
/// <param name="Callback">The number that the sessions' answers will name.</param>
/// <param name="Filter">Which ones: a session filter (rule SEC-38).</param>
/// <param name="Path">The path.</param>
/// <param name="ValueType">The name of the data type of the value: <c>json</c>, <c>string</c>, <c>int64</c>, <c>double</c>, <c>binary</c>.</param>
/// <param name="Value">The bytes of the value, as the data type writes them.</param>
public readonly record struct FilterRequest(int Callback, string Filter, string Path, string ValueType, ReadOnlyMemory<byte> Value)
    : IWireMessage<FilterRequest>
{
    /// <inheritdoc/>
    public static FilterRequest ReadFrom(ref WireReader reader) =>
        new(reader.ReadVarInt32(), reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadBytes());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteVarInt32(Callback);
        writer.WriteString(Filter);
        writer.WriteString(Path);
        writer.WriteString(ValueType);
        writer.WriteBytes(Value.Span);
    }
}
