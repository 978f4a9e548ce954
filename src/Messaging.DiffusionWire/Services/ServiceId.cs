namespace Messaging.DiffusionWire.Services;

/// <summary>The services of the protocol: the number behind the first byte of a request (rule WIRE-30).</summary>
public enum ServiceId
{
    /// <summary>Subscribe a session to the topics of a selector. Client to server.</summary>
    Subscribe = 0x03,

    /// <summary>Take back a subscription. Client to server.</summary>
    Unsubscribe = 0x04,

    /// <summary>Subscribe another session to the topics of a selector. Client to server.</summary>
    SubscribeSession = 0x0a,

    /// <summary>Take back a subscription of another session. Client to server.</summary>
    UnsubscribeSession = 0x0b,

    /// <summary>Close another session. Client to server.</summary>
    CloseSession = 0x0e,

    /// <summary>Turn conflation for another session on or off. Client to server.</summary>
    SetConflated = 0x0f,

    /// <summary>A topic is no longer subscribed. Server to client.</summary>
    UnsubscriptionNotification = 0x2a,

    /// <summary>Is the session alive? Server to client.</summary>
    SystemPing = 0x37,

    /// <summary>How long is the way? Both directions.</summary>
    UserPing = 0x38,

    /// <summary>Read the system authentication store. Client to server.</summary>
    GetSystemAuthentication = 0x39,

    /// <summary>Change the system authentication store by a script. Client to server.</summary>
    UpdateSystemAuthentication = 0x3a,

    /// <summary>Read the security store. Client to server.</summary>
    GetSecurity = 0x3b,

    /// <summary>Change the security store by a script. Client to server.</summary>
    UpdateSecurity = 0x3c,

    /// <summary>Subscribe the sessions of a filter to the topics of a selector. Client to server.</summary>
    SubscribeByFilter = 0x41,

    /// <summary>Take back a subscription of the sessions of a filter. Client to server.</summary>
    UnsubscribeByFilter = 0x42,

    /// <summary>Read the properties of another session. Client to server.</summary>
    GetPropertiesOfSession = 0x43,

    /// <summary>Start or end telling about the properties of sessions. Client to server.</summary>
    SetSessionPropertiesListener = 0x51,

    /// <summary>Something happened to sessions. Server to client.</summary>
    SessionEventsNotification = 0x52,

    /// <summary>Remove the topics of a selector. Client to server.</summary>
    RemoveTopics = 0x53,

    /// <summary>Query a range of a time series. Client to server.</summary>
    RangeQuery = 0x54,

    /// <summary>A request to whoever handles a path; from the server, one that another session sent. Both directions.</summary>
    SendRequest = 0x55,

    /// <summary>A request to a session. Client to server.</summary>
    SendRequestToSession = 0x56,

    /// <summary>A topic is subscribed from now on. Server to client.</summary>
    SubscriptionNotification = 0x57,

    /// <summary>A request to a path that the client handles. Server to client.</summary>
    ForwardedRequest = 0x58,

    /// <summary>Start handling the requests to a path. Client to server.</summary>
    AddRequestHandler = 0x61,

    /// <summary>End handling the requests to a path. Client to server.</summary>
    RemoveRequestHandler = 0x62,

    /// <summary>Append an event to a time series. Client to server.</summary>
    Append = 0x63,

    /// <summary>Override an event of a time series. Client to server.</summary>
    Edit = 0x64,

    /// <summary>A request to the sessions of a filter. Client to server.</summary>
    SendRequestToFilter = 0x66,

    /// <summary>What one session answered to a request to several. Server to client.</summary>
    FilteredResponse = 0x67,

    /// <summary>Change the properties of another session. Client to server.</summary>
    SetSessionProperties = 0x69,

    /// <summary>Change the properties of the sessions of a filter. Client to server.</summary>
    SetSessionPropertiesByFilter = 0x6a,

    /// <summary>Create a topic. Client to server.</summary>
    AddTopic = 0x70,

    /// <summary>Acquire a lock, and wait for it. Client to server.</summary>
    AcquireSessionLock = 0x72,

    /// <summary>No longer wait for a lock. Client to server.</summary>
    CancelSessionLock = 0x73,

    /// <summary>Release a lock. Client to server.</summary>
    ReleaseSessionLock = 0x74,

    /// <summary>Read topics without a subscription. Client to server.</summary>
    Fetch = 0x75,

    /// <summary>Set the value of a topic. Client to server.</summary>
    SetTopic = 0x76,

    /// <summary>Start deciding about sign-ins. Client to server.</summary>
    AddAuthenticator = 0x77,

    /// <summary>May this session be who it says? Server to client.</summary>
    Authenticate = 0x78,

    /// <summary>End deciding about sign-ins. Client to server.</summary>
    RemoveAuthenticator = 0x79,

    /// <summary>Create a topic if it is missing, and set its value. Client to server.</summary>
    AddAndSetTopic = 0x7a,

    /// <summary>Change the roles of another session. Client to server.</summary>
    ChangeRoles = 0x7b,

    /// <summary>Change the roles of the sessions of a filter. Client to server.</summary>
    ChangeRolesByFilter = 0x7c,

    /// <summary>What may the own session do everywhere? Client to server.</summary>
    GetGlobalPermissions = 0x8f,

    /// <summary>What may the own session do at a path? Client to server.</summary>
    GetPathPermissions = 0x90,

    /// <summary>Close the sessions of a filter. Client to server.</summary>
    CloseByFilter = 0xa2,

    /// <summary>Turn conflation for the sessions of a filter on or off. Client to server.</summary>
    SetConflatedByFilter = 0xa3,

    /// <summary>Append an event with a time of the sender's choice to a time series. Client to server.</summary>
    AppendWithTimestamp = 0xa6,

    /// <summary>Start telling what happens to sessions. Client to server.</summary>
    AddSessionEventListener = 0xbd,

    /// <summary>End telling what happens to sessions. Client to server.</summary>
    RemoveSessionEventListener = 0xbe,

    /// <summary>Who holds a lock? Client to server.</summary>
    GetSessionLock = 0xc4,

    /// <summary>Who holds which locks? Client to server.</summary>
    GetSessionLocks = 0xc5,

    /// <summary>Read what another session selected. Client to server.</summary>
    GetTopicSelections = 0xc6,

    /// <summary>Take back a subscription in every selection scope. Client to server.</summary>
    UnsubscribeAllScopes = 0xc7,

    /// <summary>Take back a subscription of the sessions of a filter in every selection scope. Client to server.</summary>
    UnsubscribeAllScopesByFilter = 0xc8,

    /// <summary>Take back a subscription of another session in every selection scope. Client to server.</summary>
    UnsubscribeSessionAllScopes = 0xc9,

    /// <summary>Read the properties of the own session. Client to server.</summary>
    GetSessionProperties = 0xca,

    /// <summary>Let the own session go on as somebody else. Client to server.</summary>
    Reauthenticate = 0xcb,

    /// <summary>End a session because its principal is no longer trusted. Client to server.</summary>
    RevokeAuthentication = 0xcc,
}
