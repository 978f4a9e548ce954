using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Sessions;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Services;

/// <summary>Takes back what all sessions that a filter selects selected, in all of their scopes (SEC-36).</summary>
internal sealed class UnsubscribeAllScopesByFilterService(SessionSearch sessions, TopicTree topics) : Service<FilterAllScopesRequest, CountOrErrorsResponse>(ServiceId.UnsubscribeAllScopesByFilter)
{
    protected override CountOrErrorsResponse Handle(FilterAllScopesRequest request, RequestContext context)
    {
        context.Require(GlobalPermission.ModifySession);
        TopicSelector selector = RequestSelector.ParseToSelectForOthers(request.Selector, context);
        IReadOnlyList<ErrorReport> errors = sessions.Find(request.Filter, out IReadOnlyList<Session> found);
        SessionsInTurn.Do(found, session => topics.Unselect(session, selector, scope: null, UnsubscriptionReason.Control, context.Batch));
        return new CountOrErrorsResponse(found.Count, errors);
    }
}
