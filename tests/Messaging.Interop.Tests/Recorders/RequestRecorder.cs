using PushTechnology.ClientInterface.Client.Features;

namespace Messaging.Interop.Tests.Recorders;

/// <summary>Keeps the requests that the vendor's .NET API hands over, of a path's handler or of a session's stream.</summary>
public sealed class RequestRecorder<TRequest, TResponse>
    : Recorder<RequestRecorder<TRequest, TResponse>.Received>, IRequestHandler<TRequest, TResponse>, IRequestStream<TRequest, TResponse>
{
    public void OnRequest(TRequest request, IRequestContext context, IResponder<TResponse> responder) =>
        Record(new(context.Path, request, context, responder));

    public void OnRequest(string path, TRequest request, IResponder<TResponse> responder) => Record(new(path, request, null, responder));

    /// <summary>A request.</summary>
    public sealed record Received(string Path, TRequest Request, IRequestContext? Context, IResponder<TResponse> Responder);
}
