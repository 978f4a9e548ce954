namespace Messaging.DiffusionWire.Values;

/// <summary>What a session may do at a path (rule SEC-03). <see cref="PermissionNames"/> has the names that scripts use.</summary>
public enum PathPermission : byte
{
    /// <summary>Receive the values of topics.</summary>
    ReadTopic = 0,

    /// <summary>Set the values of topics.</summary>
    UpdateTopic = 1,

    /// <summary>Create and remove topics.</summary>
    ModifyTopic = 2,

    /// <summary>Send requests to the handler of the path.</summary>
    SendToMessageHandler = 3,

    /// <summary>Send requests to other sessions.</summary>
    SendToSession = 4,

    /// <summary>Name topics in the selector of a subscription or a fetch.</summary>
    SelectTopic = 5,

    /// <summary>Query the events of a time series that were edited since.</summary>
    QueryObsoleteTimeSeriesEvents = 6,

    /// <summary>Edit the events of a time series.</summary>
    EditTimeSeriesEvents = 7,

    /// <summary>Edit the events of a time series that the session's own principal appended.</summary>
    EditOwnTimeSeriesEvents = 8,

    /// <summary>Acquire the session lock that has the path as its name.</summary>
    AcquireLock = 9,

    /// <summary>A permission that the sender does not know.</summary>
    Unknown = 10,

    /// <summary>Show the branch to sessions whose branch mappings lead there.</summary>
    ExposeBranch = 11,
}
