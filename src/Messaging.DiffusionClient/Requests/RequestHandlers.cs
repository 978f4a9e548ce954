using Messaging.DiffusionClient.Handlers;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Requests;
using PushTechnology.ClientInterface.Client.Callbacks;

namespace Messaging.DiffusionClient.Requests;

/// <summary>Registers those who answer requests to a path, and asks them (SEC-52, SEC-53).</summary>
internal sealed class RequestHandlers(ServiceChannel channel, HandlerRegistry handlers)
{
    public Task<IRegistration> AddAsync(string path, RequestHandlerEntry handler, string[] keys, CancellationToken cancellationToken) =>
        handlers.RegisterAsync(
            handler,
            (number, _) => channel.RequestAsync<AddRequestHandlerRequest, EmptyMessage>(
                ServiceId.AddRequestHandler,
                new AddRequestHandlerRequest(path, keys, number),
                new Operation("Adding the request handler", path),
                CancellationToken.None),
            _ => channel.RequestAsync<RemoveRequestHandlerRequest, EmptyMessage>(
                ServiceId.RemoveRequestHandler,
                new RemoveRequestHandlerRequest(path, keys),
                new Operation("Removing the request handler", path),
                CancellationToken.None),
            cancellationToken);

    /// <summary>Somebody has sent a request to the path. Called in the callback sequence.</summary>
    public void OnRequest(Answer answer, ForwardedRequest request)
    {
        if (!handlers.TryGet(request.Handler, out RequestHandlerEntry? handler))
        {
            answer.Refuse($"There is no handler for the path '{request.Path}' any more", ServiceErrorCode.UnhandledMessage);
            return;
        }

        try
        {
            handler.OnRequest(request, answer);
        }
        catch (Exception e)
        {
            answer.Refuse(e.Message, ServiceErrorCode.CallbackException);
            handlers.GiveUp(request.Handler, e);
        }
    }
}
