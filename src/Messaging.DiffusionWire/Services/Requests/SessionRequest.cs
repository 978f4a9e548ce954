using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Requests;

/// <summary>A request to a session (rule SEC-51). The answer is a <see cref="RequestResponse"/>.</summary>
/// <param name="Session">The session.</param>
/// <param name="Path">The path.</param>
/// <param name="ValueType">The name of the data type of the value: <c>json</c>, <c>string</c>, <c>int64</c>, <c>double</c>, <c>binary</c>.</param>
/// <param name="Value">The bytes of the value, as the data type writes them.</param>
public readonly record struct SessionRequest(SessionId Session, string Path, string ValueType, ReadOnlyMemory<byte> Value) : IWireMessage<SessionRequest>
{
    /// <inheritdoc/>
    public static SessionRequest ReadFrom(ref WireReader reader) =>
        new(SessionId.ReadFrom(ref reader), reader.ReadString(), reader.ReadString(), reader.ReadBytes());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        Session.WriteTo(writer);
        writer.WriteString(Path);
        writer.WriteString(ValueType);
        writer.WriteBytes(Value.Span);
    }
}
