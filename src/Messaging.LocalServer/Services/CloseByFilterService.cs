using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Services;

/// <summary>Ends all sessions that a filter selects (SEC-33). One that ends itself is the last, and has its answer first.</summary>
internal sealed class CloseByFilterService(SessionSearch sessions, SessionEnding ending) : IService
{
    public ServiceId Id => ServiceId.CloseByFilter;

    public void Handle(in Frame request, RequestContext context)
    {
        context.Require(GlobalPermission.ModifySession);
        IReadOnlyList<ErrorReport> errors = sessions.Find(request.ReadBody<CloseSessionsRequest>().Filter, out IReadOnlyList<Session> found);
        foreach (Session session in found.Where(session => session != context.Session))
        {
            ending.End(session, EndReason.ClosedByController, context.Batch);
        }

        context.Respond(request.ConversationId, new CountAndErrorsResponse(found.Count, errors));
        if (found.Contains(context.Session))
        {
            ending.End(context.Session, EndReason.ClosedByController, context.Batch);
        }
    }
}
