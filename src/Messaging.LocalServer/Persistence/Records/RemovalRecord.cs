using Messaging.DiffusionWire.Primitives;

namespace Messaging.LocalServer.Persistence.Records;

/// <summary>Topics that were removed together.</summary>
/// <remarks><code>03  count:varint  (id:varint)*</code></remarks>
/// <param name="Ids">Which.</param>
internal readonly record struct RemovalRecord(IReadOnlyList<int> Ids)
{
    /// <summary>Reads a body behind its type.</summary>
    public static RemovalRecord ReadFrom(ref WireReader reader)
    {
        int[] ids = new int[reader.ReadCount()];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = reader.ReadVarInt32();
        }

        return new RemovalRecord(ids);
    }

    public void WriteTo(WireWriter writer)
    {
        writer.WriteByte((byte)RecordType.Removal);
        writer.WriteVarInt32(Ids.Count);
        foreach (int id in Ids)
        {
            writer.WriteVarInt32(id);
        }
    }
}
