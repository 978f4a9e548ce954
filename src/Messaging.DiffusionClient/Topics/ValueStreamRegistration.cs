using Messaging.DiffusionClient.Data;
using Messaging.DiffusionClient.TimeSeries;
using Messaging.DiffusionWire.Values;
using PushTechnology.ClientInterface.Client.Features.Topics;

namespace Messaging.DiffusionClient.Topics;

/// <summary>A stream of values: those of topics, and those of events without what the server says of them.</summary>
internal sealed class ValueStreamRegistration<TValue>(TopicSelector? selector, IValueStream<TValue> stream, ValueReader<TValue> reader)
    : StreamRegistration<TValue>(selector, stream)
{
    private readonly EventValueReader<TValue> _eventReader = new(reader);

    protected override bool CanRead(SubscribedTopic topic) => reader.CanRead(topic.ValueType);

    protected override ValueReader<TValue> ReaderFor(SubscribedTopic topic) => topic.IsTimeSeries ? _eventReader : reader;
}
