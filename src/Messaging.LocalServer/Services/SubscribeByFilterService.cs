using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Sessions;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Services;

/// <summary>Subscribes all sessions that a filter selects to topics that they may read (SEC-36).</summary>
internal sealed class SubscribeByFilterService(SessionSearch sessions, TopicTree topics) : Service<FilterSelectionRequest, CountOrErrorsResponse>(ServiceId.SubscribeByFilter)
{
    protected override CountOrErrorsResponse Handle(FilterSelectionRequest request, RequestContext context)
    {
        context.Require(GlobalPermission.ModifySession);
        TopicSelector selector = RequestSelector.ParseToSelectForOthers(request.Selector, context);
        string scope = RequestText.CheckScope(request.Scope);
        IReadOnlyList<ErrorReport> errors = sessions.Find(request.Filter, out IReadOnlyList<Session> found);
        SessionsInTurn.Do(found, session => topics.Select(session, selector, scope, SelectedBy.Controller, context.Batch));
        return new CountOrErrorsResponse(found.Count, errors);
    }
}
