using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Updates;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Services;

/// <summary>Sets the value of a topic that exists (TOPIC-30), or appends to a time series (TOPIC-75).</summary>
internal sealed class SetTopicService(TopicTree topics) : Service<SetTopicRequest, EmptyMessage>(ServiceId.SetTopic)
{
    protected override EmptyMessage Handle(SetTopicRequest request, RequestContext context)
    {
        context.Require(PathPermission.UpdateTopic, request.Path);
        Topic topic = RequestTopic.Find(topics, request.Path);
        if (topic.ValueType != request.Type)
        {
            throw new ServiceException(
                ServiceErrorCode.IncompatibleDatatype,
                $"The {topic.Specification.Type} topic {topic.Path} takes {topic.ValueType} values and no {request.Type} value.");
        }

        topics.Limits.RequireValue(request.Value);
        TopicUpdate update = new(request.Value, request.Constraint, context.Session.Principal);
        return topic.TrySet(update, context.Batch) ? default : throw RequestTopic.Missing(request.Path);
    }
}
