using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Services.Requests;
using PushTechnology.ClientInterface.Client.Features;

namespace Messaging.DiffusionClient.Requests;

internal sealed class RequestStreamEntry<TRequest, TResponse>(IRequestStream<TRequest, TResponse> stream) : RequestStreamEntry(stream)
{
    public override void OnRequest(PathRequest request, Answer answer)
    {
        if (RequestValue.TryRead(request.Path, request.ValueType, request.Value, answer, out TRequest? value))
        {
            stream.OnRequest(request.Path, value!, new Responder<TResponse>(answer));
        }
    }
}
