using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Services;
using PushTechnology.ClientInterface.Client.Features;

namespace Messaging.DiffusionClient.Requests;

internal sealed class Responder<TResponse>(Answer answer) : IResponder<TResponse>
{
    public void Respond(TResponse response) => answer.Give(RequestValue.Write(response, nameof(response)));

    public void Reject(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        answer.Refuse(message, ServiceErrorCode.RejectedRequest);
    }
}
