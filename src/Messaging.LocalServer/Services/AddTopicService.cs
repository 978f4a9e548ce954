using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Services;

/// <summary>Creates a topic (TOPIC-05).</summary>
internal sealed class AddTopicService(TopicTree topics) : Service<AddTopicRequest, AddTopicResponse>(ServiceId.AddTopic)
{
    protected override AddTopicResponse Handle(AddTopicRequest request, RequestContext context)
    {
        context.Require(PathPermission.ModifyTopic, request.Path);
        return new(topics.Add(request.Path, request.Specification, context.Batch));
    }
}
