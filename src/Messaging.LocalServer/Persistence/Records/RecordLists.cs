using System.Collections.Immutable;
using Messaging.DiffusionWire.Primitives;

namespace Messaging.LocalServer.Persistence.Records;

/// <summary>Lists in records: a count and the items, as on the wire (WIRE-07).</summary>
internal static class RecordLists
{
    public delegate T ItemReader<out T>(ref WireReader reader);

    public static ImmutableArray<T> Read<T>(ref WireReader reader, ItemReader<T> readItem)
    {
        int count = reader.ReadCount();
        ImmutableArray<T>.Builder items = ImmutableArray.CreateBuilder<T>(count);
        for (int i = 0; i < count; i++)
        {
            items.Add(readItem(ref reader));
        }

        return items.MoveToImmutable();
    }

    public static ImmutableArray<string> ReadTexts(ref WireReader reader) => Read(ref reader, static (ref WireReader r) => r.ReadString());

    public static void Write<T>(WireWriter writer, IReadOnlyCollection<T> items, Action<WireWriter, T> writeItem)
    {
        writer.WriteVarInt32(items.Count);
        foreach (T item in items)
        {
            writeItem(writer, item);
        }
    }

    public static void WriteTexts(WireWriter writer, IReadOnlyCollection<string> texts) => Write(writer, texts, static (w, text) => w.WriteString(text));
}
