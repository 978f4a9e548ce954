using Messaging.DiffusionClient.Data;
using Messaging.DiffusionWire.Values;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.Topics;

namespace Messaging.DiffusionClient.Topics;

internal sealed class ValueStreamRegistration<TValue>(TopicSelector? selector, IValueStream<TValue> stream, ValueReader<TValue> reader)
    : StreamRegistration(selector)
{
    public override IStream Stream => stream;

    public override bool IsTwinOf(StreamRegistration other) =>
        other is ValueStreamRegistration<TValue> && ReferenceEquals(other.Stream, stream);

    public override void OnSubscription(SubscribedTopic topic) => stream.OnSubscription(topic.Path, topic.Specification);

    public override void OnUnsubscription(SubscribedTopic topic, TopicUnsubscribeReason reason) =>
        stream.OnUnsubscription(topic.Path, topic.Specification, reason);

    public override void OnValue(SubscribedTopic topic, HeldValue? oldValue, HeldValue newValue)
    {
        TValue value = newValue.As(reader);
        stream.OnValue(topic.Path, topic.Specification, oldValue is null ? default! : oldValue.AsOrDefault(reader)!, value);
    }

    protected override bool CanRead(TopicTypeCode type) => reader.CanRead(type);
}
