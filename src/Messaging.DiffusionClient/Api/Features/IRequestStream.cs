#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;

namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>Answers requests that are sent to this session.</summary>
/// <typeparam name="TRequest">The requests' type.</typeparam>
/// <typeparam name="TResponse">The answers' type.</typeparam>
/// <remarks>One that throws is removed and told CALLBACK_EXCEPTION; the sender is told, too.</remarks>
public interface IRequestStream<in TRequest, out TResponse> : IStream
{
    /// <summary>A request has come.</summary>
    /// <param name="path">The stream's path.</param>
    /// <param name="request">The request.</param>
    /// <param name="responder">Takes the answer, now or later, from any thread.</param>
    void OnRequest(string path, TRequest request, IResponder<TResponse> responder);
}
