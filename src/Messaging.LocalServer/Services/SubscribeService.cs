using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Sessions;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Services;

/// <summary>Subscribes the session to topics (TOPIC-10). Notifications and values come before the answer.</summary>
internal sealed class SubscribeService(TopicTree topics) : Service<SelectionRequest, EmptyMessage>(ServiceId.Subscribe)
{
    protected override EmptyMessage Handle(SelectionRequest request, RequestContext context)
    {
        topics.Select(
            context.Session,
            RequestSelector.ParseToSelect(request.Selector, context),
            RequestText.CheckScope(request.Scope),
            SelectedBy.Session,
            context.Batch);
        return default;
    }
}
