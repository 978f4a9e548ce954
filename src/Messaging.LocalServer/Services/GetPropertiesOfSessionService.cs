using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Services.Sessions;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Services;

/// <summary>Tells the properties of any session (SEC-30).</summary>
internal sealed class GetPropertiesOfSessionService(SessionRegistry sessions) : Service<SessionPropertiesRequest, SessionPropertiesResponse>(ServiceId.GetPropertiesOfSession)
{
    protected override SessionPropertiesResponse Handle(SessionPropertiesRequest request, RequestContext context)
    {
        context.Require(GlobalPermission.ViewSession);
        return sessions.Find(request.Session) is { } session
            ? new SessionPropertiesResponse(new PropertySelection(request.Keys).Of(session.Identity.Properties))
            : new SessionPropertiesResponse(null);
    }
}
