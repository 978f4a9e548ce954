using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Services.Fetching;

/// <summary>The topics of a fetch (rule TOPIC-37).</summary>
/// <remarks>On the wire equal property sets stand there once, and topics name theirs by its index.</remarks>
/// <param name="Topics">In path order.</param>
/// <param name="HasMore">Whether a limit cut the result off.</param>
public sealed record FetchResponse(IReadOnlyList<FetchedTopic> Topics, bool HasMore) : IWireMessage<FetchResponse>
{
    private const int SmallestTopic = 5;

    /// <inheritdoc/>
    public static FetchResponse ReadFrom(ref WireReader reader)
    {
        IReadOnlyList<KeyValuePair<string, string>>[] propertySets = new IReadOnlyList<KeyValuePair<string, string>>[reader.ReadCount()];
        for (int i = 0; i < propertySets.Length; i++)
        {
            propertySets[i] = WireLists.ReadPairs(ref reader);
        }

        FetchedTopic[] topics = new FetchedTopic[reader.ReadCount(SmallestTopic)];
        for (int i = 0; i < topics.Length; i++)
        {
            string path = reader.ReadString();
            TopicTypeCode type = (TopicTypeCode)reader.ReadByte();
            // A bare null would become an empty value here: a byte array converts to memory, and so does null.
            ReadOnlyMemory<byte>? value = reader.ReadBool() ? reader.ReadBytes() : default(ReadOnlyMemory<byte>?);
            int set = reader.ReadVarInt32();

            // The official client takes an index without a set for no properties.
            IReadOnlyList<KeyValuePair<string, string>> properties = (uint)set < (uint)propertySets.Length ? propertySets[set] : [];
            topics[i] = new FetchedTopic(path, type, value, properties, FetchedSize.ReadFrom(ref reader));
        }

        return new FetchResponse(topics, reader.ReadBool());
    }

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        // The set without properties always comes first: that is the form that the official client was seen to accept.
        List<IReadOnlyList<KeyValuePair<string, string>>> propertySets = [[]];
        int[] indexes = new int[Topics.Count];
        for (int i = 0; i < indexes.Length; i++)
        {
            IReadOnlyList<KeyValuePair<string, string>> properties = Topics[i].Properties;
            int index = propertySets.FindIndex(set => set.SequenceEqual(properties));
            if (index < 0)
            {
                index = propertySets.Count;
                propertySets.Add(properties);
            }

            indexes[i] = index;
        }

        writer.WriteVarInt32(propertySets.Count);
        foreach (IReadOnlyList<KeyValuePair<string, string>> properties in propertySets)
        {
            WireLists.WritePairs(writer, properties);
        }

        writer.WriteVarInt32(Topics.Count);
        for (int i = 0; i < indexes.Length; i++)
        {
            WriteTopic(writer, Topics[i], indexes[i]);
        }

        writer.WriteBool(HasMore);
    }

    private static void WriteTopic(WireWriter writer, FetchedTopic topic, int propertySet)
    {
        writer.WriteString(topic.Path);
        writer.WriteByte((byte)topic.Type);
        writer.WriteBool(topic.Value is not null);
        if (topic.Value is { } value)
        {
            writer.WriteBytes(value.Span);
        }

        writer.WriteVarInt32(propertySet);
        topic.Size.WriteTo(writer);
    }
}
