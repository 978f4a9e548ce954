#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Topics.Details;

namespace PushTechnology.ClientInterface.Client.Features.Topics;

/// <summary>Told which topics the session is subscribed to.</summary>
public interface ISubscriberStream : IStream
{
    /// <summary>A topic that the stream selects is subscribed: now, or already when the stream was added. Comes before any value.</summary>
    /// <param name="topicPath">The topic.</param>
    /// <param name="specification">Its type and properties, as far as the server tells them.</param>
    void OnSubscription(string topicPath, ITopicSpecification specification);

    /// <summary>A topic is no longer subscribed, or another stream has taken it over.</summary>
    /// <param name="topicPath">The topic.</param>
    /// <param name="specification">Its type and properties.</param>
    /// <param name="reason">Why.</param>
    void OnUnsubscription(string topicPath, ITopicSpecification specification, TopicUnsubscribeReason reason);
}
