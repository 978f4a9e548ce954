using Messaging.DiffusionClient.Diagnostics;
using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.DiffusionWire.Values;
using PushTechnology.ClientInterface.Client.Features;

namespace Messaging.DiffusionClient.Topics;

/// <summary>Takes in what the server says of topics: notifications, values, deltas. Called only in the session's callback sequence.</summary>
/// <param name="topics">The subscribed topics.</param>
/// <param name="streams">Told what changes.</param>
/// <param name="maximumValueSize">The largest value that a compressed frame or a delta may make, in bytes.</param>
/// <param name="report">Told what goes wrong, in a sentence.</param>
internal sealed class TopicInbox(TopicCache topics, StreamRegistry streams, int maximumValueSize, Action<string> report)
{
    /// <summary>A topic is subscribed (TOPIC-13).</summary>
    public void OnSubscription(SubscriptionNotification notification)
    {
        // A server says good-bye to a path or an id before it uses it again. One that does not must not cost us the values
        // of the new subscription, nor leave two topics under one id.
        if (topics.TryGet(notification.Path, out SubscribedTopic? old) || topics.TryGet(notification.TopicId, out old))
        {
            streams.Unsubscribed(old, TopicUnsubscribeReason.SUBSCRIPTION_REFRESH);
            if (topics.TryGet(notification.TopicId, out old))
            {
                streams.Unsubscribed(old, TopicUnsubscribeReason.UNKNOWN);
            }
        }

        streams.Subscribed(new SubscribedTopic(notification.TopicId, notification.Path, new Specification(notification.Specification)));
    }

    /// <summary>A topic is not subscribed any more (TOPIC-14).</summary>
    public void OnUnsubscription(UnsubscriptionNotification notification)
    {
        if (!topics.TryGet(notification.TopicId, out SubscribedTopic? topic))
        {
            ClientEventSource.Log.UnknownTopic("an unsubscription", notification.TopicId);
            return;
        }

        streams.Unsubscribed(topic, ReasonOf(notification.Reason));
    }

    /// <summary>A topic has a new value, as a value or as a delta (WIRE-22, WIRE-26, TOPIC-60).</summary>
    public void OnData(in Frame frame)
    {
        if (!topics.TryGet(frame.TopicId, out SubscribedTopic? topic))
        {
            ClientEventSource.Log.UnknownTopic("a value", frame.TopicId);
            return;
        }

        if (frame.Type == FrameType.Delta && topic.IsDeltaBaseLost)
        {
            return;
        }

        ReadOnlyMemory<byte> value;
        try
        {
            value = ValueOf(topic, frame);
        }
        catch (WireFormatException e)
        {
            topic.LoseDeltaBase();
            ClientEventSource.Log.ValueUnreadable(topic.Path, e.Message);
            report($"A value of the topic '{topic.Path}' is lost: {e.Message}");
            return;
        }

        streams.Updated(topic, value);
    }

    private static TopicUnsubscribeReason ReasonOf(UnsubscriptionReason reason) => reason switch
    {
        UnsubscriptionReason.Requested => TopicUnsubscribeReason.REQUESTED,
        UnsubscriptionReason.Control => TopicUnsubscribeReason.CONTROL,
        UnsubscriptionReason.Removed => TopicUnsubscribeReason.REMOVAL,
        UnsubscriptionReason.Authorization => TopicUnsubscribeReason.AUTHORIZATION,
        UnsubscriptionReason.BackPressure => TopicUnsubscribeReason.BACK_PRESSURE,
        UnsubscriptionReason.BranchMappings => TopicUnsubscribeReason.BRANCH_MAPPINGS,
        _ => TopicUnsubscribeReason.UNKNOWN,
    };

    /// <summary>The value in memory of its own. A value that comes as it is gets the one copy of its life here: the frame is not kept.</summary>
    private ReadOnlyMemory<byte> ValueOf(SubscribedTopic topic, in Frame frame)
    {
        if (frame.IsCompressed)
        {
            byte[] body = FrameCompression.Decompress(frame.Body, maximumValueSize);
            return frame.Type == FrameType.Value ? body : ApplyDelta(topic, body);
        }

        return frame.Type == FrameType.Value ? frame.Body.ToArray() : ApplyDelta(topic, frame.Body);
    }

    private ReadOnlyMemory<byte> ApplyDelta(SubscribedTopic topic, ReadOnlyMemory<byte> delta)
    {
        if (topic.Type is TopicTypeCode.Int64 or TopicTypeCode.Double)
        {
            throw new WireFormatException($"Topics of the type {topic.Type} have no deltas.");
        }

        ReadOnlySpan<byte> oldValue = topic.Value is { } value ? value.Bytes.Span : default;
        return BinaryDelta.Apply(oldValue, delta, maximumValueSize);
    }
}
