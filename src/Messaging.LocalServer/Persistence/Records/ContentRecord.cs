using Messaging.DiffusionWire.Primitives;

namespace Messaging.LocalServer.Persistence.Records;

/// <summary>What a topic took on: the value that it has now, or of a time series the next event, both as they travel (TOPIC-04, TOPIC-71).</summary>
/// <remarks><code>02  id:varint  content:rest</code></remarks>
/// <param name="Id">Which topic.</param>
/// <param name="Content">What it took on.</param>
internal readonly record struct ContentRecord(int Id, ReadOnlyMemory<byte> Content)
{
    /// <summary>Reads a body behind its type.</summary>
    public static ContentRecord ReadFrom(ref WireReader reader) => new(reader.ReadVarInt32(), reader.ReadToEnd());

    /// <summary>Writes the body but for the content, which follows.</summary>
    public void WriteStart(WireWriter writer)
    {
        writer.WriteByte((byte)RecordType.Content);
        writer.WriteVarInt32(Id);
    }
}
