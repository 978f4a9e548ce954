using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Services;

/// <summary>Takes back what another session selected (SEC-36).</summary>
internal sealed class UnsubscribeSessionService(SessionSearch sessions, TopicTree topics) : Service<SessionSelectionRequest, EmptyMessage>(ServiceId.UnsubscribeSession)
{
    protected override EmptyMessage Handle(SessionSelectionRequest request, RequestContext context)
    {
        context.Require(GlobalPermission.ModifySession);
        TopicSelector selector = RequestSelector.ParseToSelectForOthers(request.Selector, context);
        string scope = RequestText.CheckScope(request.Scope);
        topics.Unselect(sessions.Find(request.Session), selector, scope, UnsubscriptionReason.Control, context.Batch);
        return default;
    }
}
