namespace Messaging.DiffusionWire.Services.Topics;

/// <summary>Why a topic is no longer subscribed (rule TOPIC-14). Clients do not know other numbers.</summary>
public enum UnsubscriptionReason
{
    /// <summary>The session asked for it.</summary>
    Requested = 0,

    /// <summary>The server or another session decided it.</summary>
    Control = 1,

    /// <summary>The topic was removed.</summary>
    Removed = 2,

    /// <summary>The session may no longer read the topic.</summary>
    Authorization = 3,

    /// <summary>For a reason that the receiver need not know.</summary>
    Unknown = 4,

    /// <summary>The session was too slow for the topic.</summary>
    BackPressure = 5,

    /// <summary>The session's branch mappings changed.</summary>
    BranchMappings = 6,
}
