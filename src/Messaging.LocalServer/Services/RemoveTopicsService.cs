using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Services;

/// <summary>Removes topics (TOPIC-08).</summary>
internal sealed class RemoveTopicsService(TopicTree topics) : Service<RemoveTopicsRequest, RemoveTopicsResponse>(ServiceId.RemoveTopics)
{
    protected override RemoveTopicsResponse Handle(RemoveTopicsRequest request, RequestContext context) =>
        new(topics.Remove(RequestText.ParseSelector(request.Selector), context.Batch));
}
