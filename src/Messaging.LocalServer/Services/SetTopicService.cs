using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Updates;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Services;

/// <summary>Sets the value of a topic that exists (TOPIC-30).</summary>
internal sealed class SetTopicService(TopicTree topics) : Service<SetTopicRequest, EmptyMessage>(ServiceId.SetTopic)
{
    protected override EmptyMessage Handle(SetTopicRequest request, RequestContext context)
    {
        if (topics.Find(request.Path) is not { } topic)
        {
            throw NoSuchTopic(request.Path);
        }

        if (topic.Specification.Type != request.Type)
        {
            throw new ServiceException(
                ServiceErrorCode.IncompatibleDatatype,
                $"The topic {topic.Path} has the type {topic.Specification.Type} and takes no {request.Type} value.");
        }

        return topic.TrySet(request.Value, request.Constraint, context.Batch) ? default : throw NoSuchTopic(request.Path);
    }

    private static ServiceException NoSuchTopic(string path) =>
        new(ServiceErrorCode.NoSuchTopic, $"There is no topic at the path '{path}'.");
}
