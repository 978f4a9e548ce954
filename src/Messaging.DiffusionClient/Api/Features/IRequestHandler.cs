#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;

namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>Answers requests to a path, for all sessions.</summary>
/// <typeparam name="TRequest">The requests' type.</typeparam>
/// <typeparam name="TResponse">The answers' type.</typeparam>
/// <remarks>One that throws is removed and told CALLBACK_EXCEPTION; the sender is told, too.</remarks>
public interface IRequestHandler<in TRequest, out TResponse> : IStream
{
    /// <summary>A request has come.</summary>
    /// <param name="request">The request.</param>
    /// <param name="context">Who sent it, and where.</param>
    /// <param name="responder">Takes the answer, now or later, from any thread.</param>
    void OnRequest(TRequest request, IRequestContext context, IResponder<TResponse> responder);
}
