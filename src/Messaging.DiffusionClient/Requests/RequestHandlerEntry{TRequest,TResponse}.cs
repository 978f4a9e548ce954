using Messaging.DiffusionClient.Security;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Services.Requests;
using PushTechnology.ClientInterface.Client.Features;

namespace Messaging.DiffusionClient.Requests;

internal sealed class RequestHandlerEntry<TRequest, TResponse>(IRequestHandler<TRequest, TResponse> handler) : RequestHandlerEntry(handler)
{
    public override void OnRequest(ForwardedRequest request, Answer answer)
    {
        if (RequestValue.TryRead(request.Path, request.ValueType, request.Value, answer, out TRequest? value))
        {
            RequestContext context = new(new SessionIdentity(request.Sender), request.Path, Mapping.Of(request.Properties));
            handler.OnRequest(value!, context, new Responder<TResponse>(answer));
        }
    }
}
