using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Authentication;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Dispatch;

namespace Messaging.LocalServer.Services;

/// <summary>Ends that a session decides who may open sessions (SEC-22).</summary>
internal sealed class RemoveAuthenticatorService(ControlAuthenticators authenticators) : Service<RemoveAuthenticatorRequest, EmptyMessage>(ServiceId.RemoveAuthenticator)
{
    protected override EmptyMessage Handle(RemoveAuthenticatorRequest request, RequestContext context)
    {
        authenticators.Find(request.Name).Remove(context.Session);
        return default;
    }
}
