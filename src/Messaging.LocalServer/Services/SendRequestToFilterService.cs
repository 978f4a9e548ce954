using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Requests;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Requests;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Services;

/// <summary>Takes a request to all sessions that a filter selects (SEC-54). Their answers come one by one.</summary>
internal sealed class SendRequestToFilterService(SessionSearch sessions, TimeSpan timeout)
    : Service<FilterRequest, CountOrErrorsResponse>(ServiceId.SendRequestToFilter)
{
    protected override CountOrErrorsResponse Handle(FilterRequest request, RequestContext context)
    {
        context.Require(PathPermission.SendToSession, request.Path);
        IReadOnlyList<ErrorReport> errors = sessions.Find(request.Filter, out IReadOnlyList<Session> found);
        PathRequest forwarded = new(request.Path, request.ValueType, request.Value);
        foreach (Session recipient in found)
        {
            recipient.Ask(ServiceId.SendRequest, forwarded, new FilteredReply(context.Session, request.Callback, recipient), timeout, context.Batch);
        }

        return new CountOrErrorsResponse(found.Count, errors);
    }
}
