namespace Messaging.DiffusionWire.Services;

/// <summary>The codes of error frames (rule WIRE-25). A peer may send others.</summary>
public static class ServiceErrorCode
{
    /// <summary>The peer could not be reached or answered nonsense; also: no such service.</summary>
    public const int CommunicationFailure = 100;

    /// <summary>The session is closed.</summary>
    public const int SessionClosed = 101;

    /// <summary>The request took too long.</summary>
    public const int RequestTimeOut = 102;

    /// <summary>A permission is missing.</summary>
    public const int AccessDenied = 103;

    /// <summary>The peer does not offer this service.</summary>
    public const int Unsupported = 104;

    /// <summary>A callback of the peer's application failed.</summary>
    public const int CallbackException = 105;

    /// <summary>The request makes no sense: malformed, or not fit for its target.</summary>
    public const int InvalidData = 106;

    /// <summary>No such session.</summary>
    public const int NoSuchSession = 107;

    /// <summary>The value's data type does not fit the topic.</summary>
    public const int IncompatibleDatatype = 108;

    /// <summary>Nobody handles this message.</summary>
    public const int UnhandledMessage = 109;

    /// <summary>The cluster is moving the topic's partition.</summary>
    public const int ClusterRepartition = 110;

    /// <summary>Something else manages the topic.</summary>
    public const int IncompatibleState = 111;

    /// <summary>The cluster could not route the request.</summary>
    public const int ClusterRouting = 112;

    /// <summary>Another registration holds this branch of the topic tree.</summary>
    public const int TopicTreeRegistrationConflict = 200;

    /// <summary>Another handler is registered.</summary>
    public const int HandlerConflict = 201;

    /// <summary>The path is not a topic path.</summary>
    public const int InvalidPath = 202;

    /// <summary>No topic at this path. What a real server sends is not known (TOPIC-41); this is the local server's choice.</summary>
    public const int NoSuchTopic = 9002;

    /// <summary>The recipient rejected the request.</summary>
    public const int RejectedRequest = 9003;

    /// <summary>Adding a topic: one exists with another specification.</summary>
    public const int TopicExistsMismatch = 9004;

    /// <summary>Adding a topic: the path is not valid.</summary>
    public const int TopicInvalidName = 9005;

    /// <summary>Adding a topic: the specification is not valid.</summary>
    public const int TopicInvalidDetails = 9006;

    /// <summary>Adding a topic: a licence limit was reached.</summary>
    public const int TopicExceededLicenseLimit = 9007;

    /// <summary>Adding a topic: one exists that something else owns.</summary>
    public const int TopicExistsIncompatible = 9010;

    /// <summary>Adding a topic: it failed for an unexpected reason.</summary>
    public const int TopicUnexpectedError = 9011;

    /// <summary>A constraint of an update was not satisfied.</summary>
    public const int UnsatisfiedConstraint = 9012;

    /// <summary>No original event with this sequence number. What a real server sends is not known (TOPIC-83); this is the local server's choice.</summary>
    public const int NoSuchEvent = 9013;
}
