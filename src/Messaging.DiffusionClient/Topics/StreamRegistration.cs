using Messaging.DiffusionWire.Values;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features;

namespace Messaging.DiffusionClient.Topics;

/// <summary>A stream and what it selects. What the stream throws comes through.</summary>
internal abstract class StreamRegistration(TopicSelector? selector)
{
    /// <summary>The application's object.</summary>
    public abstract IStream Stream { get; }

    /// <summary>The selector; null for a fallback stream.</summary>
    public TopicSelector? Selector => selector;

    /// <summary>Whether it gets what no other stream selects.</summary>
    public bool IsFallback => selector is null;

    /// <summary>Whether the stream can have the topic: the path fits, and the values can be read.</summary>
    public bool Fits(SubscribedTopic topic) => CanRead(topic) && (selector is null || selector.Matches(topic.Path));

    /// <summary>Whether both would bring the same values to the same object.</summary>
    public abstract bool IsTwinOf(StreamRegistration other);

    public abstract void OnSubscription(SubscribedTopic topic);

    public abstract void OnUnsubscription(SubscribedTopic topic, TopicUnsubscribeReason reason);

    /// <summary>Hands a value over.</summary>
    /// <exception cref="Messaging.DiffusionWire.Primitives.WireFormatException">The new value cannot be read.</exception>
    public abstract void OnValue(SubscribedTopic topic, HeldValue? oldValue, HeldValue newValue);

    protected abstract bool CanRead(SubscribedTopic topic);
}
