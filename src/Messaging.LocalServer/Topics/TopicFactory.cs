using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;

namespace Messaging.LocalServer.Topics;

/// <summary>Makes the kind of topic that a specification asks for.</summary>
internal static class TopicFactory
{
    public static Topic Create(int id, string path, TopicSpecification specification) => specification.Type switch
    {
        TopicTypeCode.Binary or TopicTypeCode.Json or TopicTypeCode.String or TopicTypeCode.Int64 or TopicTypeCode.Double =>
            new ValueTopic(id, path, specification),
        _ => throw new ServiceException(
            ServiceErrorCode.TopicInvalidDetails,
            $"This local server does not offer topics of the type {specification.Type}."),
    };
}
