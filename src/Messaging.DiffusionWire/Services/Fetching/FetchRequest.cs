using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Services.Fetching;

/// <summary>Read topics without a subscription (rule TOPIC-36).</summary>
public sealed record FetchRequest : IWireMessage<FetchRequest>
{
    /// <summary>Every topic type that a client of this version asks for when it does not choose.</summary>
    public const int AllTopicTypes =
        (1 << (int)TopicTypeCode.Binary) | (1 << (int)TopicTypeCode.Json) | (1 << (int)TopicTypeCode.TimeSeries)
        | (1 << (int)TopicTypeCode.String) | (1 << (int)TopicTypeCode.Int64) | (1 << (int)TopicTypeCode.Double)
        | (1 << (int)TopicTypeCode.RecordV2);

    /// <summary>Which topics: a topic selector.</summary>
    public required string Selector { get; init; }

    /// <summary>The first path of the result; null for no bound.</summary>
    public FetchBoundary? From { get; init; }

    /// <summary>The last path of the result; null for no bound.</summary>
    public FetchBoundary? To { get; init; }

    /// <summary>A bit set of <c>1 &lt;&lt; topic type</c>.</summary>
    public int TopicTypes { get; init; } = AllTopicTypes;

    /// <summary>Whether to send the values.</summary>
    public bool WithValues { get; init; }

    /// <summary>Whether to send the properties of the specifications.</summary>
    public bool WithProperties { get; init; }

    /// <summary>The most results: the first ones in path order, or the last ones if negative.</summary>
    public int Limit { get; init; } = int.MaxValue;

    /// <summary>The most bytes of the result.</summary>
    public int MaximumResultSize { get; init; } = int.MaxValue;

    /// <summary>From which depth on branches are limited: a path of n segments has the depth n.</summary>
    public int DeepBranchDepth { get; init; } = int.MaxValue;

    /// <summary>The most results of one branch at that depth.</summary>
    public int DeepBranchLimit { get; init; } = int.MaxValue;

    /// <summary>Whether to include reference topics that a delay still hides.</summary>
    public bool WithUnpublishedDelayedTopics { get; init; }

    /// <summary>Whether to send the sizes of the values.</summary>
    public bool WithSizes { get; init; }

    /// <inheritdoc/>
    public static FetchRequest ReadFrom(ref WireReader reader) => new()
    {
        Selector = reader.ReadString(),
        From = FetchBoundary.ReadOptional(ref reader),
        To = FetchBoundary.ReadOptional(ref reader),
        TopicTypes = reader.ReadVarInt32(),
        WithValues = reader.ReadBool(),
        WithProperties = reader.ReadBool(),
        Limit = reader.ReadVarInt32(),
        MaximumResultSize = reader.ReadVarInt32(),
        DeepBranchDepth = reader.ReadVarInt32(),
        DeepBranchLimit = reader.ReadVarInt32(),
        WithUnpublishedDelayedTopics = reader.ReadBool(),
        WithSizes = reader.ReadBool(),
    };

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Selector);
        FetchBoundary.WriteOptional(writer, From);
        FetchBoundary.WriteOptional(writer, To);
        writer.WriteVarInt32(TopicTypes);
        writer.WriteBool(WithValues);
        writer.WriteBool(WithProperties);
        writer.WriteVarInt32(Limit);
        writer.WriteVarInt32(MaximumResultSize);
        writer.WriteVarInt32(DeepBranchDepth);
        writer.WriteVarInt32(DeepBranchLimit);
        writer.WriteBool(WithUnpublishedDelayedTopics);
        writer.WriteBool(WithSizes);
    }
}
