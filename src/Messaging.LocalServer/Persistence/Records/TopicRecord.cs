using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;

namespace Messaging.LocalServer.Persistence.Records;

/// <summary>A topic that was added.</summary>
/// <remarks><code>01  id:varint  path:string  spec  hasContent:bool  content:rest</code> Primitives and the specification are those of the wire.</remarks>
/// <param name="Id">What other records know it by. Never used again, not even after a restart.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Specification">What it is.</param>
/// <param name="Content">What it held at once; null for nothing.</param>
internal readonly record struct TopicRecord(int Id, string Path, TopicSpecification Specification, ReadOnlyMemory<byte>? Content)
{
    /// <summary>Reads a body behind its type.</summary>
    public static TopicRecord ReadFrom(ref WireReader reader) => new(
        reader.ReadVarInt32(),
        reader.ReadString(),
        TopicSpecification.ReadFrom(ref reader),
        reader.ReadBool() ? reader.ReadToEnd() : default(ReadOnlyMemory<byte>?));

    /// <summary>Writes the body but for the content, which follows.</summary>
    public void WriteStart(WireWriter writer)
    {
        writer.WriteByte((byte)RecordType.Topic);
        writer.WriteVarInt32(Id);
        writer.WriteString(Path);
        Specification.WriteTo(writer);
        writer.WriteBool(Content is not null);
    }
}
