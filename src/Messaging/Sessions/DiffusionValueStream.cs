using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.Sessions;

/// <summary>Passes a stream's callbacks on to a listener.</summary>
internal sealed class DiffusionValueStream(ITopicListener listener) : IValueStream<IJSON>
{
    public static TopicDescription Describe(ITopicSpecification specification) =>
        new(specification.Type.ToString(), specification.Properties);

    public void OnSubscription(string topicPath, ITopicSpecification specification) =>
        listener.OnSubscribed(Describe(specification));

    public void OnValue(string topicPath, ITopicSpecification specification, IJSON oldValue, IJSON newValue) =>
        listener.OnValue(new Value(newValue));

    public void OnUnsubscription(string topicPath, ITopicSpecification specification, TopicUnsubscribeReason reason) =>
        listener.OnUnsubscribed(ToCause(reason));

    public void OnClose()
    {
        // The one who removed the stream knows.
    }

    public void OnError(ErrorReason errorReason)
    {
        // Streams fail with their session, whose end is reported by its state.
    }

    /// <summary>The reasons are objects, not constants, in the vendor's API.</summary>
    public static UnsubscribeCause ToCause(TopicUnsubscribeReason reason)
    {
        if (reason == TopicUnsubscribeReason.REMOVAL)
        {
            return UnsubscribeCause.TopicRemoved;
        }

        if (reason == TopicUnsubscribeReason.AUTHORIZATION)
        {
            return UnsubscribeCause.NotPermitted;
        }

        if (reason == TopicUnsubscribeReason.SUBSCRIPTION_REFRESH)
        {
            return UnsubscribeCause.Refreshed;
        }

        bool isExpected = reason == TopicUnsubscribeReason.REQUESTED || reason == TopicUnsubscribeReason.STREAM_CHANGE;
        return isExpected ? UnsubscribeCause.Requested : UnsubscribeCause.Server;
    }

    private sealed class Value(IJSON json) : TopicValue
    {
        public override string ToJson() => DiffusionJson.ToText(json);

        public override ReadOnlySpan<byte> ToCbor() => DiffusionJson.ToCbor(json);
    }
}
