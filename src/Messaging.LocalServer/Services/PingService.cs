using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.LocalServer.Dispatch;

namespace Messaging.LocalServer.Services;

/// <summary>Answers pings of clients: the user ping, by which they measure the way.</summary>
internal sealed class PingService(ServiceId id) : Service<EmptyMessage, EmptyMessage>(id)
{
    protected override EmptyMessage Handle(EmptyMessage request, RequestContext context) => default;
}
