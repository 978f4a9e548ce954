using Messaging.DiffusionWire.Services;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.Control.Topics;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>Makes exceptions out of the errors of services (WIRE-25, TOPIC-07, TOPIC-41, TOPIC-42, TOPIC-83).</summary>
internal static class ServiceErrors
{
    /// <summary>Makes the exception for an error. A code without a type of its own is a <see cref="SessionException"/>.</summary>
    public static Exception ToException(Operation operation, ServiceError error)
    {
        string words = error.Message.Length == 0 ? "the server does not say why" : error.Message.TrimEnd('.');
        string message = $"{operation} failed: {words} (error {error.Code}).";
        ErrorReason reason = new(error.Code, error.Message);
        return error.Code switch
        {
            ServiceErrorCode.SessionClosed => new SessionClosedException(message),
            ServiceErrorCode.AccessDenied => new SessionSecurityException(message, reason),
            ServiceErrorCode.ClusterRepartition or ServiceErrorCode.ClusterRouting => new ClusterRoutingException(message, reason),
            ServiceErrorCode.NoSuchTopic => new NoSuchTopicException(message, reason),
            ServiceErrorCode.NoSuchSession => new NoSuchSessionException(message, reason),
            ServiceErrorCode.UnhandledMessage => new UnhandledMessageException(message, reason),
            ServiceErrorCode.RejectedRequest => new RejectedRequestException(message, reason),
            ServiceErrorCode.HandlerConflict => new HandlerConflictException(message, reason),
            ServiceErrorCode.IncompatibleDatatype when operation.IsMessaging => new IncompatibleDatatypeException(message, reason),
            ServiceErrorCode.IncompatibleDatatype => new IncompatibleTopicException(message, reason),
            ServiceErrorCode.IncompatibleState => new IncompatibleTopicStateException(message, reason),
            ServiceErrorCode.NoSuchEvent => new NoSuchEventException(message, reason),
            ServiceErrorCode.UnsatisfiedConstraint => new UnsatisfiedConstraintException(message, reason),
            ServiceErrorCode.TopicExistsMismatch or ServiceErrorCode.TopicExistsIncompatible => new ExistingTopicException(message, reason),
            ServiceErrorCode.TopicInvalidName or ServiceErrorCode.InvalidPath => new InvalidTopicPathException(message, reason),
            ServiceErrorCode.TopicInvalidDetails => new InvalidTopicSpecificationException(message, reason),
            ServiceErrorCode.TopicExceededLicenseLimit => new TopicLicenseLimitException(message, reason),
            ServiceErrorCode.TopicUnexpectedError => new AddTopicException(message, reason),
            _ => new SessionException(message, reason),
        };
    }
}
