using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Services;

/// <summary>Takes back a selection of every scope (TOPIC-11).</summary>
internal sealed class UnsubscribeAllScopesService(TopicTree topics)
    : Service<UnsubscribeAllScopesRequest, EmptyMessage>(ServiceId.UnsubscribeAllScopes)
{
    protected override EmptyMessage Handle(UnsubscribeAllScopesRequest request, RequestContext context)
    {
        topics.Unselect(context.Session, RequestSelector.Parse(request.Selector), scope: null, UnsubscriptionReason.Requested, context.Batch);
        return default;
    }
}
