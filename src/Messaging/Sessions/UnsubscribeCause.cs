namespace Messaging.Sessions;

/// <summary>Why a subscription ended.</summary>
internal enum UnsubscribeCause
{
    /// <summary>The server ended it by a rule of its own: back-pressure, another session's will.</summary>
    Server,

    /// <summary>The principal may not read the topic any more. The server subscribes again when it may.</summary>
    NotPermitted,

    /// <summary>
    /// The session lives, but what it missed while its link was down is lost: the server tells anew of every subscription, and that
    /// comes next unless the topic is gone.
    /// </summary>
    Refreshed,

    /// <summary>This session asked for it, or the SDK renews it by itself.</summary>
    Requested,

    /// <summary>The topic was removed.</summary>
    TopicRemoved,
}
