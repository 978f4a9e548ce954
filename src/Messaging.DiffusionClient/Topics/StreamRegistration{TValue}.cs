using Messaging.DiffusionClient.Data;
using Messaging.DiffusionWire.Values;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.Topics;

namespace Messaging.DiffusionClient.Topics;

/// <summary>A stream, and how its values are made of the bytes of a topic.</summary>
internal abstract class StreamRegistration<TValue>(TopicSelector? selector, IValueStream<TValue> stream) : StreamRegistration(selector)
{
    public override IStream Stream => stream;

    public override bool IsTwinOf(StreamRegistration other) =>
        other is StreamRegistration<TValue> && ReferenceEquals(other.Stream, stream);

    public override void OnSubscription(SubscribedTopic topic) => stream.OnSubscription(topic.Path, topic.Specification);

    public override void OnUnsubscription(SubscribedTopic topic, TopicUnsubscribeReason reason) =>
        stream.OnUnsubscription(topic.Path, topic.Specification, reason);

    public override void OnValue(SubscribedTopic topic, HeldValue? oldValue, HeldValue newValue)
    {
        ValueReader<TValue> reader = ReaderFor(topic);
        TValue value = newValue.As(reader);
        stream.OnValue(topic.Path, topic.Specification, oldValue is null ? default! : oldValue.AsOrDefault(reader)!, value);
    }

    /// <summary>What reads the bytes of a topic that can be read.</summary>
    protected abstract ValueReader<TValue> ReaderFor(SubscribedTopic topic);
}
