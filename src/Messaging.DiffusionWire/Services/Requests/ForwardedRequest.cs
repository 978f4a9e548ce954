using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Requests;

/// <summary>A request to a path that the receiver handles (rule SEC-53). The answer is a <see cref="RequestResponse"/>.</summary>
/// <param name="Handler">The number that the registration gave.</param>
/// <param name="Sender">The session that sent the request.</param>
/// <param name="Path">The path that it was sent to: the registered one, or one below.</param>
/// <param name="Properties">The sender's session properties, those that the registration asked for.</param>
/// <param name="ValueType">The name of the data type of the value: <c>json</c>, <c>string</c>, <c>int64</c>, <c>double</c>, <c>binary</c>.</param>
/// <param name="Value">The bytes of the value, as the data type writes them.</param>
public sealed record ForwardedRequest(
    int Handler, SessionId Sender, string Path, IReadOnlyList<KeyValuePair<string, string>> Properties, string ValueType, ReadOnlyMemory<byte> Value)
    : IWireMessage<ForwardedRequest>
{
    /// <inheritdoc/>
    public static ForwardedRequest ReadFrom(ref WireReader reader) => new(
        reader.ReadVarInt32(),
        SessionId.ReadFrom(ref reader),
        reader.ReadString(),
        WireLists.ReadPairs(ref reader),
        reader.ReadString(),
        reader.ReadBytes());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteVarInt32(Handler);
        Sender.WriteTo(writer);
        writer.WriteString(Path);
        WireLists.WritePairs(writer, Properties);
        writer.WriteString(ValueType);
        writer.WriteBytes(Value.Span);
    }
}
