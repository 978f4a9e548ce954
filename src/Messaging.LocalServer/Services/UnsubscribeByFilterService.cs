using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Sessions;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Services;

/// <summary>Takes back what all sessions that a filter selects selected (SEC-36).</summary>
internal sealed class UnsubscribeByFilterService(SessionSearch sessions, TopicTree topics) : Service<FilterSelectionRequest, CountOrErrorsResponse>(ServiceId.UnsubscribeByFilter)
{
    protected override CountOrErrorsResponse Handle(FilterSelectionRequest request, RequestContext context)
    {
        context.Require(GlobalPermission.ModifySession);
        TopicSelector selector = RequestSelector.ParseToSelectForOthers(request.Selector, context);
        string scope = RequestText.CheckScope(request.Scope);
        IReadOnlyList<ErrorReport> errors = sessions.Find(request.Filter, out IReadOnlyList<Session> found);
        SessionsInTurn.Do(found, session => topics.Unselect(session, selector, scope, UnsubscriptionReason.Control, context.Batch));
        return new CountOrErrorsResponse(found.Count, errors);
    }
}
