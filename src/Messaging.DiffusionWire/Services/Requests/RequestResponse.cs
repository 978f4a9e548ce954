using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Requests;

/// <summary>The answer to a request (rule SEC-50).</summary>
/// <param name="ValueType">The name of the data type of the value: <c>json</c>, <c>string</c>, <c>int64</c>, <c>double</c>, <c>binary</c>.</param>
/// <param name="Value">The bytes of the value, as the data type writes them.</param>
public readonly record struct RequestResponse(string ValueType, ReadOnlyMemory<byte> Value) : IWireMessage<RequestResponse>
{
    /// <inheritdoc/>
    public static RequestResponse ReadFrom(ref WireReader reader) => new(reader.ReadString(), reader.ReadBytes());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(ValueType);
        writer.WriteBytes(Value.Span);
    }
}
