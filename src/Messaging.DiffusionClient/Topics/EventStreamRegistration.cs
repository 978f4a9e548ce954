using Messaging.DiffusionClient.Data;
using Messaging.DiffusionClient.TimeSeries;
using Messaging.DiffusionWire.Values;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Client.Features.Topics;

namespace Messaging.DiffusionClient.Topics;

/// <summary>A stream of events. It gets nothing of other topics than time series.</summary>
internal sealed class EventStreamRegistration<TValue>(TopicSelector? selector, IValueStream<IEvent<TValue>> stream, ValueReader<TValue> reader)
    : StreamRegistration<IEvent<TValue>>(selector, stream)
{
    private readonly EventReader<TValue> _eventReader = new(reader);

    protected override bool CanRead(SubscribedTopic topic) => topic.IsTimeSeries && reader.CanRead(topic.ValueType);

    protected override ValueReader<IEvent<TValue>> ReaderFor(SubscribedTopic topic) => _eventReader;
}
