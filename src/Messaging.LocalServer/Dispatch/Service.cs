using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;

namespace Messaging.LocalServer.Dispatch;

/// <summary>A service that has its answer as soon as it has handled the request.</summary>
/// <typeparam name="TRequest">The body of its requests.</typeparam>
/// <typeparam name="TResponse">The body of its answers.</typeparam>
internal abstract class Service<TRequest, TResponse> : IService
    where TRequest : IWireMessage<TRequest>
    where TResponse : IWireMessage<TResponse>
{
    protected Service(ServiceId id) => Id = id;

    public ServiceId Id { get; }

    public void Handle(in Frame request, RequestContext context) =>
        context.Respond(request.ConversationId, Handle(request.ReadBody<TRequest>(), context));

    /// <summary>Does what is asked.</summary>
    protected abstract TResponse Handle(TRequest request, RequestContext context);
}
