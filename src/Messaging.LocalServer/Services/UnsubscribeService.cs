using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Services;

/// <summary>Takes back a selection of one scope (TOPIC-10).</summary>
internal sealed class UnsubscribeService(TopicTree topics) : Service<SelectionRequest, EmptyMessage>(ServiceId.Unsubscribe)
{
    protected override EmptyMessage Handle(SelectionRequest request, RequestContext context)
    {
        topics.Unselect(context.Session, RequestSelector.Parse(request.Selector), RequestText.CheckScope(request.Scope), UnsubscriptionReason.Requested, context.Batch);
        return default;
    }
}
