#nullable disable
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>Told the answers to a request that went to many sessions.</summary>
/// <typeparam name="TResponse">The answers' type.</typeparam>
public interface IFilteredRequestCallback<in TResponse>
{
    /// <summary>A session has answered.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="response">Its answer.</param>
    void OnResponse(ISessionId sessionId, TResponse response);

    /// <summary>A session has not answered as it should.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="exception">Why.</param>
    void OnResponseError(ISessionId sessionId, Exception exception);
}
