namespace Messaging.LocalServer.Requests;

/// <summary>Why a request of the server has no answer.</summary>
internal enum UnansweredReason
{
    /// <summary>It took too long.</summary>
    TimedOut,

    /// <summary>The session that was asked has ended.</summary>
    SessionEnded,

    /// <summary>The session that was asked owes too many answers already: it was not asked.</summary>
    TooMany,
}
