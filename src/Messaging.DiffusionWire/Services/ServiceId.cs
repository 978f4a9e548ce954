namespace Messaging.DiffusionWire.Services;

/// <summary>The services of the protocol: the number behind the first byte of a request (rule WIRE-30).</summary>
public enum ServiceId
{
    /// <summary>Subscribe a session to the topics of a selector. Client to server.</summary>
    Subscribe = 0x03,

    /// <summary>Take back a subscription. Client to server.</summary>
    Unsubscribe = 0x04,

    /// <summary>A topic is no longer subscribed. Server to client.</summary>
    UnsubscriptionNotification = 0x2a,

    /// <summary>Is the session alive? Server to client.</summary>
    SystemPing = 0x37,

    /// <summary>How long is the way? Both directions.</summary>
    UserPing = 0x38,

    /// <summary>Remove the topics of a selector. Client to server.</summary>
    RemoveTopics = 0x53,

    /// <summary>Query a range of a time series. Client to server.</summary>
    RangeQuery = 0x54,

    /// <summary>A topic is subscribed from now on. Server to client.</summary>
    SubscriptionNotification = 0x57,

    /// <summary>Append an event to a time series. Client to server.</summary>
    Append = 0x63,

    /// <summary>Override an event of a time series. Client to server.</summary>
    Edit = 0x64,

    /// <summary>Create a topic. Client to server.</summary>
    AddTopic = 0x70,

    /// <summary>Read topics without a subscription. Client to server.</summary>
    Fetch = 0x75,

    /// <summary>Set the value of a topic. Client to server.</summary>
    SetTopic = 0x76,

    /// <summary>Create a topic if it is missing, and set its value. Client to server.</summary>
    AddAndSetTopic = 0x7a,

    /// <summary>Append an event with a time of the sender's choice to a time series. Client to server.</summary>
    AppendWithTimestamp = 0xa6,

    /// <summary>Take back a subscription in every selection scope. Client to server.</summary>
    UnsubscribeAllScopes = 0xc7,

    /// <summary>Read the properties of the own session. Client to server.</summary>
    GetSessionProperties = 0xca,
}
