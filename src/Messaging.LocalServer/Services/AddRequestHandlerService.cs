using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Requests;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Requests;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Services;

/// <summary>Lets a session handle the requests to a branch of paths (SEC-52).</summary>
internal sealed class AddRequestHandlerService(RequestHandlers handlers) : Service<AddRequestHandlerRequest, EmptyMessage>(ServiceId.AddRequestHandler)
{
    protected override EmptyMessage Handle(AddRequestHandlerRequest request, RequestContext context)
    {
        context.Require(GlobalPermission.RegisterHandler);
        PropertySelection properties = new(request.Keys);
        if (!properties.IsEmpty)
        {
            context.Require(GlobalPermission.ViewSession);
        }

        handlers.Add(new RequestHandler(context.Session, RequestText.NormalizePath(request.Path), request.Handler, properties));
        return default;
    }
}
