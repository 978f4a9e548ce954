using Messaging.DiffusionClient.Control;
using Messaging.DiffusionClient.Data;
using Messaging.DiffusionClient.Requests;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Requests;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Features;

/// <summary>Sends requests to other sessions (SEC-51), and has theirs answered.</summary>
internal sealed class MessagingFeature(
    ISession session,
    ServiceChannel channel,
    RequestHandlers handlers,
    RequestStreams streams,
    FilteredRequests filtered) : IMessaging
{
    public ISession Session => session;

    public Task<TResponse> SendRequestAsync<TRequest, TResponse>(string path, TRequest request) =>
        SendRequestAsync<TRequest, TResponse>(path, request, CancellationToken.None);

    public Task<TResponse> SendRequestAsync<TRequest, TResponse>(string path, TRequest request, CancellationToken cancellationToken)
    {
        string parsed = RequestPath.Parse(path);
        RequestResponse value = RequestValue.Write(request, nameof(request));
        return SendAsync<PathRequest, TResponse>(
            ServiceId.SendRequest, new PathRequest(parsed, value.ValueType, value.Value), parsed, cancellationToken);
    }

    public Task<TResponse> SendRequestAsync<TRequest, TResponse>(ISessionId sessionId, string path, TRequest request) =>
        SendRequestAsync<TRequest, TResponse>(sessionId, path, request, CancellationToken.None);

    public Task<TResponse> SendRequestAsync<TRequest, TResponse>(
        ISessionId sessionId,
        string path,
        TRequest request,
        CancellationToken cancellationToken)
    {
        SessionId wireId = SessionIdentity.ToWire(sessionId);
        string parsed = RequestPath.Parse(path);
        RequestResponse value = RequestValue.Write(request, nameof(request));
        return SendAsync<SessionRequest, TResponse>(
            ServiceId.SendRequestToSession, new SessionRequest(wireId, parsed, value.ValueType, value.Value), parsed, cancellationToken);
    }

    public Task<int> SendRequestToFilterAsync<TRequest, TResponse>(
        string filter,
        string path,
        TRequest request,
        IFilteredRequestCallback<TResponse> callback) =>
        SendRequestToFilterAsync(filter, path, request, callback, CancellationToken.None);

    public Task<int> SendRequestToFilterAsync<TRequest, TResponse>(
        string filter,
        string path,
        TRequest request,
        IFilteredRequestCallback<TResponse> callback,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(callback);
        ValueTypes.RequireReadable<TResponse>();
        return filtered.SendAsync(filter, RequestPath.Parse(path), RequestValue.Write(request, nameof(request)), callback, cancellationToken);
    }

    public Task<IRegistration> AddRequestHandlerAsync<TRequest, TResponse>(
        string path,
        IRequestHandler<TRequest, TResponse> handler,
        params string[] sessionProperties) => AddRequestHandlerAsync(path, handler, CancellationToken.None, sessionProperties);

    public Task<IRegistration> AddRequestHandlerAsync<TRequest, TResponse>(
        string path,
        IRequestHandler<TRequest, TResponse> handler,
        CancellationToken cancellationToken,
        params string[] sessionProperties)
    {
        ArgumentNullException.ThrowIfNull(handler);
        RequireTypes<TRequest, TResponse>();
        return handlers.AddAsync(
            RequestPath.Parse(path),
            new RequestHandlerEntry<TRequest, TResponse>(handler),
            Texts.Distinct(sessionProperties, nameof(sessionProperties)),
            cancellationToken);
    }

    public void SetRequestStream<TRequest, TResponse>(string path, IRequestStream<TRequest, TResponse> stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        RequireTypes<TRequest, TResponse>();
        streams.Set(RequestPath.Parse(path), new RequestStreamEntry<TRequest, TResponse>(stream));
    }

    public void RemoveRequestStream(string path) => streams.Remove(RequestPath.Parse(path));

    private static void RequireTypes<TRequest, TResponse>()
    {
        ValueTypes.RequireReadable<TRequest>();
        ValueTypes.RequireWritable<TResponse>();
    }

    private async Task<TResponse> SendAsync<TRequest, TResponse>(
        ServiceId service,
        TRequest request,
        string path,
        CancellationToken cancellationToken)
        where TRequest : IWireMessage<TRequest>
    {
        ValueTypes.RequireReadable<TResponse>();
        Operation operation = new("The request to", path, IsMessaging: true);
        RequestResponse response = await channel.RequestAsync<TRequest, RequestResponse>(
            service, request, operation, cancellationToken).ConfigureAwait(false);
        return RequestValue.Read<TResponse>(operation, response);
    }
}
