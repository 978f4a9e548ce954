using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Sessions;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Services;

/// <summary>Tells a session its own fixed properties, except its roles (SESS-20).</summary>
internal sealed class GetSessionPropertiesService() : Service<EmptyMessage, SessionPropertiesResponse>(ServiceId.GetSessionProperties)
{
    protected override SessionPropertiesResponse Handle(EmptyMessage request, RequestContext context) =>
        new([.. context.Session.Properties.Where(property => SessionIdentity.IsFixed(property.Key) && property.Key != SessionIdentity.RolesKey)]);
}
