using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Sessions.Events;

namespace Messaging.LocalServer.Services;

/// <summary>Ends what a listener is told (SEC-40).</summary>
internal sealed class RemoveSessionEventListenerService(SessionEvents events) : Service<RemoveSessionEventListenerRequest, EmptyMessage>(ServiceId.RemoveSessionEventListener)
{
    protected override EmptyMessage Handle(RemoveSessionEventListenerRequest request, RequestContext context)
    {
        events.Remove(context.Session, request.Listener);
        return default;
    }
}
