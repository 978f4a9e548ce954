using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Dispatch;

namespace Messaging.LocalServer.Services;

/// <summary>Ends a session because whoever is behind it is no longer trusted (SEC-21).</summary>
internal sealed class RevokeAuthenticationService(SessionSearch sessions, SessionEnding ending) : Service<SessionId, EmptyMessage>(ServiceId.RevokeAuthentication)
{
    protected override EmptyMessage Handle(SessionId request, RequestContext context)
    {
        context.Require(GlobalPermission.ModifySession);
        context.Require(GlobalPermission.Authenticate);
        ending.End(sessions.Find(request), EndReason.Revoked, context.Batch);
        return default;
    }
}
