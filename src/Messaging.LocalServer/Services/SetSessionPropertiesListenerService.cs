using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Sessions;
using Messaging.LocalServer.Sessions.Events;

namespace Messaging.LocalServer.Services;

/// <summary>The older form of a listener (SEC-41): it hears of all sessions, and of the last properties of those that close.</summary>
internal sealed class SetSessionPropertiesListenerService(SessionEvents events) : IService
{
    public ServiceId Id => ServiceId.SetSessionPropertiesListener;

    public void Handle(in Frame request, RequestContext context)
    {
        SessionPropertiesListenerRequest body = request.ReadBody<SessionPropertiesListenerRequest>();
        if (body.Keys is null)
        {
            events.Remove(context.Session, body.Listener);
            context.Respond(request.ConversationId, default(EmptyMessage));
            return;
        }

        context.Require(GlobalPermission.RegisterHandler);
        context.Require(GlobalPermission.ViewSession);
        events.RequireRoom(context.Session);
        context.Respond(request.ConversationId, default(EmptyMessage));
        SessionListener listener = new(context.Session, body.Listener)
        {
            Properties = new PropertySelection(body.Keys),
            WantsLastProperties = true,
        };
        events.Add(context.Session, listener, context.Batch);
    }
}
