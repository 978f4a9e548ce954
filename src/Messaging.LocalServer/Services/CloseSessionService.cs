using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Services;

/// <summary>Ends a session (SEC-33). One that ends itself has its answer first.</summary>
internal sealed class CloseSessionService(SessionSearch sessions, SessionEnding ending) : IService
{
    public ServiceId Id => ServiceId.CloseSession;

    public void Handle(in Frame request, RequestContext context)
    {
        context.Require(GlobalPermission.ModifySession);
        Session session = sessions.Find(request.ReadBody<SessionId>());
        if (session == context.Session)
        {
            context.Respond(request.ConversationId, default(EmptyMessage));
            ending.End(session, EndReason.ClosedByController, context.Batch);
        }
        else
        {
            ending.End(session, EndReason.ClosedByController, context.Batch);
            context.Respond(request.ConversationId, default(EmptyMessage));
        }
    }
}
