using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services.TimeSeries;
using Messaging.DiffusionWire.Services.Updates;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Topics;
using Messaging.LocalServer.Topics.TimeSeries;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.LocalServer.Tests.Topics.TimeSeries;

/// <summary>A time series topic of binary events, without a server around it.</summary>
internal sealed class TopicProbe
{
    private readonly WriteBatch _batch = new();

    public TopicProbe(string? retainedRange, int maximumRetainedEvents = 100_000)
    {
        List<KeyValuePair<string, string>> properties = [new("TIME_SERIES_EVENT_VALUE_TYPE", "binary")];
        if (retainedRange is not null)
        {
            properties.Add(new("TIME_SERIES_RETAINED_RANGE", retainedRange));
        }

        Topic = (TimeSeriesTopic)new TopicFactory(Clock, maximumRetainedEvents)
            .Create(1, "a", new TopicSpecification(TopicTypeCode.TimeSeries, properties));
    }

    public TimeSeriesTopic Topic { get; }

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(1000));

    public EventMetadata Append(ReadOnlyMemory<byte> value = default, long? timestamp = null)
    {
        EventMetadata? metadata = Topic.Append(new TopicUpdate(value, UpdateConstraint.None.Instance, ""), timestamp, _batch);
        return metadata!.Value;
    }

    public EventMetadata Edit(long original) => Topic.Edit(original, default, "", ownOnly: false, _batch)!.Value;

    /// <summary>What a query answers, by the number selected and the sequence numbers returned.</summary>
    public (long Selected, List<long> Returned) Query(RangeQueryKind kind, EventRange view, EventRange edits, long limit)
    {
        EventSelection selection = Topic.Query(new RangeQueryRequest("a", kind, view, edits, limit));
        return (selection.SelectedCount, [.. selection.Events.Select(Sequence)]);
    }

    private static long Sequence(PublishedValue published)
    {
        WireReader reader = new(published.Value);
        return TimeSeriesEvent.ReadFrom(ref reader).Metadata.Sequence;
    }
}
