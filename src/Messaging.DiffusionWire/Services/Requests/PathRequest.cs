using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Requests;

/// <summary>
/// A request to whoever handles a path (rule SEC-51), and, from the server, a request that another session sent to this one
/// (rule SEC-56). The answer is a <see cref="RequestResponse"/>.
/// </summary>
/// <param name="Path">The path.</param>
/// <param name="ValueType">The name of the data type of the value: <c>json</c>, <c>string</c>, <c>int64</c>, <c>double</c>, <c>binary</c>.</param>
/// <param name="Value">The bytes of the value, as the data type writes them.</param>
public readonly record struct PathRequest(string Path, string ValueType, ReadOnlyMemory<byte> Value) : IWireMessage<PathRequest>
{
    /// <inheritdoc/>
    public static PathRequest ReadFrom(ref WireReader reader) => new(reader.ReadString(), reader.ReadString(), reader.ReadBytes());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Path);
        writer.WriteString(ValueType);
        writer.WriteBytes(Value.Span);
    }
}
