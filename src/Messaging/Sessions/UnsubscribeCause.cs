namespace Messaging.Sessions;

/// <summary>Why a subscription ended.</summary>
internal enum UnsubscribeCause
{
    /// <summary>The server ended it by a rule of its own: permission, back-pressure, another session's will.</summary>
    Server,

    /// <summary>This session asked for it, or the SDK renews it by itself.</summary>
    Requested,

    /// <summary>The topic was removed.</summary>
    TopicRemoved,
}
