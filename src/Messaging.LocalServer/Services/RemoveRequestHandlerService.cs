using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Requests;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Requests;

namespace Messaging.LocalServer.Services;

/// <summary>Ends that a session handles the requests to a branch of paths (SEC-52).</summary>
internal sealed class RemoveRequestHandlerService(RequestHandlers handlers) : Service<RemoveRequestHandlerRequest, EmptyMessage>(ServiceId.RemoveRequestHandler)
{
    protected override EmptyMessage Handle(RemoveRequestHandlerRequest request, RequestContext context)
    {
        handlers.Remove(context.Session, RequestText.NormalizePath(request.Path));
        return default;
    }
}
