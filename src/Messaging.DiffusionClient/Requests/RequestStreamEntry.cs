using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Services.Requests;
using PushTechnology.ClientInterface.Client.Callbacks;

namespace Messaging.DiffusionClient.Requests;

/// <summary>Answers requests that are sent to this session. What the application's object throws comes through.</summary>
internal abstract class RequestStreamEntry(IStream stream)
{
    public IStream Stream => stream;

    public abstract void OnRequest(PathRequest request, Answer answer);
}
