using Messaging.DiffusionClient.Handlers;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Services.Requests;
using PushTechnology.ClientInterface.Client.Callbacks;

namespace Messaging.DiffusionClient.Requests;

/// <summary>Answers requests to a path. What the application's object throws comes through.</summary>
internal abstract class RequestHandlerEntry(IStream handler) : RegisteredHandler(handler)
{
    public abstract void OnRequest(ForwardedRequest request, Answer answer);
}
