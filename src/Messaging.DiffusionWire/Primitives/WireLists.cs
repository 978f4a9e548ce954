namespace Messaging.DiffusionWire.Primitives;

/// <summary>Lists, sets and maps (rule WIRE-07). What is read keeps the order and the duplicates of the wire.</summary>
internal static class WireLists
{
    private const int SmallestPair = 2;

    public static IReadOnlyList<T> ReadList<T>(ref WireReader reader, int minimumItemSize)
        where T : IWireMessage<T>
    {
        int count = reader.ReadCount(minimumItemSize);
        if (count == 0)
        {
            return [];
        }

        T[] items = new T[count];
        for (int i = 0; i < count; i++)
        {
            items[i] = T.ReadFrom(ref reader);
        }

        return items;
    }

    public static void WriteList<T>(WireWriter writer, IReadOnlyList<T> items)
        where T : IWireMessage<T>
    {
        writer.WriteVarInt32(items.Count);
        foreach (T item in items)
        {
            item.WriteTo(writer);
        }
    }

    public static IReadOnlyList<string> ReadTexts(ref WireReader reader)
    {
        int count = reader.ReadCount();
        if (count == 0)
        {
            return [];
        }

        string[] texts = new string[count];
        for (int i = 0; i < count; i++)
        {
            texts[i] = reader.ReadString();
        }

        return texts;
    }

    public static void WriteTexts(WireWriter writer, IReadOnlyList<string> texts)
    {
        writer.WriteVarInt32(texts.Count);
        foreach (string text in texts)
        {
            writer.WriteString(text);
        }
    }

    public static IReadOnlyList<KeyValuePair<string, string>> ReadPairs(ref WireReader reader)
    {
        int count = reader.ReadCount(SmallestPair);
        if (count == 0)
        {
            return [];
        }

        KeyValuePair<string, string>[] pairs = new KeyValuePair<string, string>[count];
        for (int i = 0; i < count; i++)
        {
            pairs[i] = new(reader.ReadString(), reader.ReadString());
        }

        return pairs;
    }

    public static void WritePairs(WireWriter writer, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        writer.WriteVarInt32(pairs.Count);
        foreach ((string key, string value) in pairs)
        {
            writer.WriteString(key);
            writer.WriteString(value);
        }
    }

    public static string? ReadOptionalText(ref WireReader reader) => reader.ReadBool() ? reader.ReadString() : null;

    public static void WriteOptionalText(WireWriter writer, string? text)
    {
        writer.WriteBool(text is not null);
        if (text is not null)
        {
            writer.WriteString(text);
        }
    }

    public static IReadOnlyList<string>? ReadOptionalTexts(ref WireReader reader) => reader.ReadBool() ? ReadTexts(ref reader) : null;

    public static void WriteOptionalTexts(WireWriter writer, IReadOnlyList<string>? texts)
    {
        writer.WriteBool(texts is not null);
        if (texts is not null)
        {
            WriteTexts(writer, texts);
        }
    }

    public static IReadOnlyList<KeyValuePair<string, string>>? ReadOptionalPairs(ref WireReader reader) => reader.ReadBool() ? ReadPairs(ref reader) : null;

    public static void WriteOptionalPairs(WireWriter writer, IReadOnlyList<KeyValuePair<string, string>>? pairs)
    {
        writer.WriteBool(pairs is not null);
        if (pairs is not null)
        {
            WritePairs(writer, pairs);
        }
    }
}
