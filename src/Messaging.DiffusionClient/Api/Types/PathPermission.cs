#nullable disable
namespace PushTechnology.ClientInterface.Client.Types;

/// <summary>What a session may do at a path.</summary>
public enum PathPermission : byte
{
    /// <summary>Get the values of topics, by subscription or by fetch.</summary>
    READ_TOPIC = 0,

    /// <summary>Update topics.</summary>
    UPDATE_TOPIC = 1,

    /// <summary>Create and remove topics.</summary>
    MODIFY_TOPIC = 2,

    /// <summary>Send requests to a path.</summary>
    SEND_TO_MESSAGE_HANDLER = 3,

    /// <summary>Send requests to sessions.</summary>
    SEND_TO_SESSION = 4,

    /// <summary>Use a selector that starts at the path.</summary>
    SELECT_TOPIC = 5,

    /// <summary>Query events of a time series that were edited.</summary>
    QUERY_OBSOLETE_TIME_SERIES_EVENTS = 6,

    /// <summary>Edit any event of a time series.</summary>
    EDIT_TIME_SERIES_EVENTS = 7,

    /// <summary>Edit those events of a time series of which the session's principal is the author.</summary>
    EDIT_OWN_TIME_SERIES_EVENTS = 8,

    /// <summary>Acquire session locks.</summary>
    ACQUIRE_LOCK = 9,

    /// <summary>A permission that this client does not know.</summary>
    UNKNOWN_PATH_PERMISSION = 10,

    /// <summary>Make a branch available by a branch mapping.</summary>
    EXPOSE_BRANCH = 11,
}
