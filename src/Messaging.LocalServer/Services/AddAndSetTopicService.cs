using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.DiffusionWire.Services.Updates;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Services;

/// <summary>Creates a topic if it is missing, and sets its value (TOPIC-31).</summary>
internal sealed class AddAndSetTopicService(TopicTree topics) : Service<AddAndSetTopicRequest, AddTopicResponse>(ServiceId.AddAndSetTopic)
{
    protected override AddTopicResponse Handle(AddAndSetTopicRequest request, RequestContext context) =>
        new(topics.AddAndSet(
            request.Path,
            request.Specification,
            new TopicUpdate(request.Value, request.Constraint, context.Session.Principal),
            context.Batch));
}
