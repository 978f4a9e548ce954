using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Authentication;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Dispatch;

namespace Messaging.LocalServer.Services;

/// <summary>Lets a session decide who may open sessions (SEC-22).</summary>
internal sealed class AddAuthenticatorService(ControlAuthenticators authenticators) : Service<AddAuthenticatorRequest, EmptyMessage>(ServiceId.AddAuthenticator)
{
    protected override EmptyMessage Handle(AddAuthenticatorRequest request, RequestContext context)
    {
        context.Require(GlobalPermission.Authenticate);
        context.Require(GlobalPermission.RegisterHandler);
        authenticators.Find(request.Name).Add(context.Session, request.Authenticator);
        return default;
    }
}
