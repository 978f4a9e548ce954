using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Sessions;
using Messaging.LocalServer.Sessions.Events;
using Messaging.LocalServer.Sessions.Filters;

namespace Messaging.LocalServer.Services;

/// <summary>Tells a session which sessions there are and what happens to them (SEC-40). The answer comes before the first event.</summary>
internal sealed class AddSessionEventListenerService(SessionEvents events) : IService
{
    public ServiceId Id => ServiceId.AddSessionEventListener;

    public void Handle(in Frame request, RequestContext context)
    {
        context.Require(GlobalPermission.RegisterHandler);
        context.Require(GlobalPermission.ViewSession);
        events.RequireRoom(context.Session);
        SessionEventListenerRequest body = request.ReadBody<SessionEventListenerRequest>();
        SessionFilter filter = SessionFilter.Everything;
        IReadOnlyList<ErrorReport> errors = body.Filter is null ? [] : SessionSearch.TryParse(body.Filter, out filter);
        context.Respond(request.ConversationId, new ErrorReportsResponse(errors));
        if (errors.Count == 0)
        {
            SessionListener listener = new(context.Session, body.Listener)
            {
                Filter = filter,
                After = body.After ?? 0,
                Properties = new PropertySelection(body.Keys ?? []),
            };
            events.Add(context.Session, listener, context.Batch);
        }
    }
}
