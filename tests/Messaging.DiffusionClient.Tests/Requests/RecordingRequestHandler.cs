using Messaging.DiffusionClient.Tests.Scripting;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Tests.Requests;

/// <summary>A request handler and stream that writes down what it is asked, and then answers as it is told to.</summary>
internal sealed class RecordingRequestHandler<TRequest, TResponse> : RecordingHandler, IRequestHandler<TRequest, TResponse>, IRequestStream<TRequest, TResponse>
{
    /// <summary>What it does with each responder.</summary>
    public Action<IResponder<TResponse>> Answer { get; init; } = static _ => { };

    public void OnRequest(TRequest request, IRequestContext context, IResponder<TResponse> responder)
    {
        Told($"{Text(request)} from {context.SessionId} to {context.Path} {Text(context.SessionProperties)}");
        Answer(responder);
    }

    public void OnRequest(string path, TRequest request, IResponder<TResponse> responder)
    {
        Told($"{Text(request)} to {path}");
        Answer(responder);
    }

    private static string? Text(TRequest request) => request is IJSON json ? json.ToJSONString() : request?.ToString();
}
