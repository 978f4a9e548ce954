using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.DiffusionWire.Services.Updates;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Services;

/// <summary>Creates a topic if it is missing, and sets its value (TOPIC-31).</summary>
internal sealed class AddAndSetTopicService(TopicTree topics) : Service<AddAndSetTopicRequest, AddTopicResponse>(ServiceId.AddAndSetTopic)
{
    protected override AddTopicResponse Handle(AddAndSetTopicRequest request, RequestContext context)
    {
        // Both, whether the topic exists or not: whoever asks would else learn that.
        context.Require(PathPermission.ModifyTopic, request.Path);
        context.Require(PathPermission.UpdateTopic, request.Path);
        topics.Limits.RequireValue(request.Value);
        TopicUpdate update = new(request.Value, request.Constraint, context.Session.Principal);
        return new(topics.AddAndSet(request.Path, request.Specification, update, context.Batch));
    }
}
