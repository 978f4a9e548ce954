using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Services;

/// <summary>Lets the conflation policies of topics count for the sessions of a filter, or not (SEC-35).</summary>
internal sealed class SetConflatedByFilterService(SessionSearch sessions) : Service<SetConflatedByFilterRequest, CountAndErrorsResponse>(ServiceId.SetConflatedByFilter)
{
    protected override CountAndErrorsResponse Handle(SetConflatedByFilterRequest request, RequestContext context)
    {
        context.Require(GlobalPermission.ModifySession);
        IReadOnlyList<ErrorReport> errors = sessions.Find(request.Filter, out IReadOnlyList<Session> found);
        foreach (Session session in found)
        {
            session.Output.SetConflated(request.Conflated);
        }

        return new CountAndErrorsResponse(found.Count, errors);
    }
}
