namespace Messaging.DiffusionWire.Values;

/// <summary>Why a session ended, as listeners are told (rule SEC-43). There is no 10: the official client cannot read it.</summary>
public enum SessionCloseReason : byte
{
    /// <summary>The connection was lost, and the time to come back is over.</summary>
    ConnectionLost = 0,

    /// <summary>Reading or writing failed.</summary>
    IOException = 1,

    /// <summary>The client did not answer.</summary>
    ClientUnresponsive = 2,

    /// <summary>Too many messages waited for the client.</summary>
    MessageQueueLimitReached = 3,

    /// <summary>The client closed it.</summary>
    ClosedByClient = 4,

    /// <summary>The client sent a message that was too large.</summary>
    MessageTooLarge = 5,

    /// <summary>The server failed.</summary>
    InternalError = 6,

    /// <summary>The client sent a message that made no sense.</summary>
    InvalidInboundMessage = 7,

    /// <summary>The client ended it without a word.</summary>
    Aborted = 8,

    /// <summary>Messages were lost on the way.</summary>
    LostMessages = 9,

    /// <summary>Another session closed it.</summary>
    ClosedByController = 11,

    /// <summary>Another server of the cluster has it now.</summary>
    FailedOver = 12,

    /// <summary>Its time was over.</summary>
    Expired = 13,

    /// <summary>Its authentication was revoked.</summary>
    Revoked = 14,

    /// <summary>Another session took its place.</summary>
    SessionTakenOver = 15,
}
