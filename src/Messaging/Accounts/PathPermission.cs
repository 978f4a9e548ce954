namespace Messaging;

/// <summary>What a role permits at a topic path and below. The names are Diffusion's.</summary>
public enum PathPermission
{
    /// <summary><c>READ_TOPIC</c>: get what is posted.</summary>
    ReadTopic = 0,

    /// <summary><c>UPDATE_TOPIC</c>: post.</summary>
    UpdateTopic = 1,

    /// <summary><c>MODIFY_TOPIC</c>: create and remove topics, which are rooms.</summary>
    ModifyTopic = 2,

    /// <summary><c>SEND_TO_MESSAGE_HANDLER</c>: send requests to a path.</summary>
    SendToMessageHandler = 3,

    /// <summary><c>SEND_TO_SESSION</c>: send requests to sessions.</summary>
    SendToSession = 4,

    /// <summary><c>SELECT_TOPIC</c>: subscribe, which joining does.</summary>
    SelectTopic = 5,

    /// <summary><c>QUERY_OBSOLETE_TIME_SERIES_EVENTS</c>: see what edits have replaced, removed messages included.</summary>
    QueryObsoleteTimeSeriesEvents = 6,

    /// <summary><c>EDIT_TIME_SERIES_EVENTS</c>: edit and remove everybody's messages.</summary>
    EditTimeSeriesEvents = 7,

    /// <summary><c>EDIT_OWN_TIME_SERIES_EVENTS</c>: edit and remove messages of which the principal is the author.</summary>
    EditOwnTimeSeriesEvents = 8,

    /// <summary><c>ACQUIRE_LOCK</c>: acquire session locks.</summary>
    AcquireLock = 9,

    /// <summary><c>EXPOSE_BRANCH</c>: make a branch of topics available by a branch mapping.</summary>
    ExposeBranch = 11,
}
