using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Sessions;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Services;

/// <summary>Subscribes another session to topics that it may read (SEC-36).</summary>
internal sealed class SubscribeSessionService(SessionSearch sessions, TopicTree topics) : Service<SessionSelectionRequest, EmptyMessage>(ServiceId.SubscribeSession)
{
    protected override EmptyMessage Handle(SessionSelectionRequest request, RequestContext context)
    {
        context.Require(GlobalPermission.ModifySession);
        TopicSelector selector = RequestSelector.ParseToSelectForOthers(request.Selector, context);
        string scope = RequestText.CheckScope(request.Scope);
        topics.Select(sessions.Find(request.Session), selector, scope, SelectedBy.Controller, context.Batch);
        return default;
    }
}
