#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>Requests to other sessions, and answers to theirs.</summary>
/// <remarks>
/// Requests and answers are of the types <c>IJSON</c>, <c>string</c>, <c>long?</c>, <c>double?</c> or <c>IBinary</c>; another type throws
/// <see cref="ArgumentException"/>. Failures of the tasks: <see cref="SessionSecurityException"/> (SEND_TO_MESSAGE_HANDLER for a path,
/// SEND_TO_SESSION for a session or a filter, REGISTER_HANDLER to answer), <see cref="UnhandledMessageException"/>,
/// <see cref="RejectedRequestException"/>, <see cref="IncompatibleDatatypeException"/>, <see cref="NoSuchSessionException"/> for a
/// session id, <see cref="InvalidFilterException"/> for a filter, <see cref="SessionClosedException"/>, otherwise
/// <see cref="SessionException"/>. Cancelling a token ends the wait for the answer; the request may still arrive.
/// </remarks>
public interface IMessaging : IFeature
{
    /// <summary>Sends a request to the handler of a path.</summary>
    /// <typeparam name="TRequest">The request's type.</typeparam>
    /// <typeparam name="TResponse">The answer's type.</typeparam>
    /// <param name="path">The path.</param>
    /// <param name="request">The request; not null.</param>
    /// <returns>The answer.</returns>
    Task<TResponse> SendRequestAsync<TRequest, TResponse>(string path, TRequest request);

    /// <inheritdoc cref="SendRequestAsync{TRequest, TResponse}(string, TRequest)"/>
    Task<TResponse> SendRequestAsync<TRequest, TResponse>(string path, TRequest request, CancellationToken cancellationToken);

    /// <summary>Sends a request to a session.</summary>
    /// <typeparam name="TRequest">The request's type.</typeparam>
    /// <typeparam name="TResponse">The answer's type.</typeparam>
    /// <param name="sessionId">The session.</param>
    /// <param name="path">The path of its request stream.</param>
    /// <param name="request">The request; not null.</param>
    /// <returns>The answer.</returns>
    Task<TResponse> SendRequestAsync<TRequest, TResponse>(ISessionId sessionId, string path, TRequest request);

    /// <inheritdoc cref="SendRequestAsync{TRequest, TResponse}(ISessionId, string, TRequest)"/>
    Task<TResponse> SendRequestAsync<TRequest, TResponse>(
        ISessionId sessionId,
        string path,
        TRequest request,
        CancellationToken cancellationToken);

    /// <summary>Sends a request to all sessions that a filter chooses.</summary>
    /// <typeparam name="TRequest">The request's type.</typeparam>
    /// <typeparam name="TResponse">The answers' type.</typeparam>
    /// <param name="filter">The filter.</param>
    /// <param name="path">The path of their request streams.</param>
    /// <param name="request">The request; not null.</param>
    /// <param name="callback">Told each answer, which may be before the task ends.</param>
    /// <returns>To how many sessions it went: so many answers come at most.</returns>
    Task<int> SendRequestToFilterAsync<TRequest, TResponse>(
        string filter,
        string path,
        TRequest request,
        IFilteredRequestCallback<TResponse> callback);

    /// <inheritdoc cref="SendRequestToFilterAsync{TRequest, TResponse}(string, string, TRequest, IFilteredRequestCallback{TResponse})"/>
    Task<int> SendRequestToFilterAsync<TRequest, TResponse>(
        string filter,
        string path,
        TRequest request,
        IFilteredRequestCallback<TResponse> callback,
        CancellationToken cancellationToken);

    /// <summary>Registers with the server as the one who answers requests to a path and below it.</summary>
    /// <typeparam name="TRequest">The requests' type.</typeparam>
    /// <typeparam name="TResponse">The answers' type.</typeparam>
    /// <param name="path">The path. Of several handlers the one with the longest path gets a request.</param>
    /// <param name="handler">Answers.</param>
    /// <param name="sessionProperties">Keys of the properties of the sender's session to tell; needs VIEW_SESSION.</param>
    /// <returns>Takes the handler back. If the server refuses, the handler is told the reason, too.</returns>
    Task<IRegistration> AddRequestHandlerAsync<TRequest, TResponse>(
        string path,
        IRequestHandler<TRequest, TResponse> handler,
        params string[] sessionProperties);

    /// <inheritdoc cref="AddRequestHandlerAsync{TRequest, TResponse}(string, IRequestHandler{TRequest, TResponse}, string[])"/>
    Task<IRegistration> AddRequestHandlerAsync<TRequest, TResponse>(
        string path,
        IRequestHandler<TRequest, TResponse> handler,
        CancellationToken cancellationToken,
        params string[] sessionProperties);

    /// <summary>Answers requests that are sent to this session at exactly a path. Replaces the stream that was there, and closes it.</summary>
    /// <typeparam name="TRequest">The requests' type.</typeparam>
    /// <typeparam name="TResponse">The answers' type.</typeparam>
    /// <param name="path">The path.</param>
    /// <param name="stream">Answers.</param>
    /// <exception cref="SessionClosedException">The session is closed.</exception>
    void SetRequestStream<TRequest, TResponse>(string path, IRequestStream<TRequest, TResponse> stream);

    /// <summary>Removes the stream of a path and closes it. Does nothing if there is none.</summary>
    /// <param name="path">The path.</param>
    void RemoveRequestStream(string path);
}
