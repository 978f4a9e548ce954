using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Services;

/// <summary>Takes back what another session selected, in all of its scopes (SEC-36).</summary>
internal sealed class UnsubscribeSessionAllScopesService(SessionSearch sessions, TopicTree topics) : Service<SessionAllScopesRequest, EmptyMessage>(ServiceId.UnsubscribeSessionAllScopes)
{
    protected override EmptyMessage Handle(SessionAllScopesRequest request, RequestContext context)
    {
        context.Require(GlobalPermission.ModifySession);
        TopicSelector selector = RequestSelector.ParseToSelectForOthers(request.Selector, context);
        topics.Unselect(sessions.Find(request.Session), selector, scope: null, UnsubscriptionReason.Control, context.Batch);
        return default;
    }
}
