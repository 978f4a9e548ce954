namespace Messaging.Sessions;

/// <summary>
/// Hears what happens to a subscribed topic. A session calls one at a time, in order, on a thread that must not be held
/// up: implementations only hand over.
/// </summary>
internal interface ITopicListener
{
    /// <summary>The topic is there and subscribed; its value, if it has one, comes next.</summary>
    void OnSubscribed(TopicDescription description);

    /// <summary>The topic has this value now.</summary>
    void OnValue(TopicValue value);

    /// <summary>The topic is not subscribed any more.</summary>
    void OnUnsubscribed(UnsubscribeCause cause);
}
