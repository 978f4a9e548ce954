using Messaging.DiffusionClient.Authentication;
using Messaging.DiffusionClient.Control;
using Messaging.DiffusionClient.Diagnostics;
using Messaging.DiffusionClient.Requests;
using Messaging.DiffusionClient.Topics;
using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Authentication;
using Messaging.DiffusionWire.Services.Requests;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Services.Topics;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>The services that this client offers to the server. Called by the inbound loop only.</summary>
/// <remarks>A switch, and not a table of delegates: each session would hold one, and there can be thousands.</remarks>
internal sealed class InboundServices(
    ServiceChannel channel,
    CallbackSequence callbacks,
    TopicInbox topics,
    SessionListeners listeners,
    RequestHandlers requestHandlers,
    RequestStreams requestStreams,
    FilteredRequests filteredRequests,
    Authenticators authenticators)
{
    /// <summary>Handles a request of the server. Ends when its callback has.</summary>
    /// <exception cref="IOException">The connection is lost.</exception>
    public ValueTask HandleAsync(Frame request) => request.Service switch
    {
        // The first half asks for no more than that the request has arrived; the other half answers itself.
        ServiceId.SubscriptionNotification =>
            NotifyAsync(request, topics, static (TopicInbox topics, SubscriptionNotification notification) => topics.OnSubscription(notification)),
        ServiceId.UnsubscriptionNotification =>
            NotifyAsync(request, topics, static (TopicInbox topics, UnsubscriptionNotification notification) => topics.OnUnsubscription(notification)),
        ServiceId.SessionEventsNotification =>
            NotifyAsync(request, listeners, static (SessionListeners listeners, SessionEventsNotification events) => listeners.OnEvents(events)),
        ServiceId.FilteredResponse =>
            NotifyAsync(request, filteredRequests, static (FilteredRequests requests, FilteredResponse response) => requests.OnResponse(response)),
        ServiceId.ForwardedRequest =>
            AskAsync(request, requestHandlers, static (RequestHandlers handlers, Answer answer, ForwardedRequest asked) => handlers.OnRequest(answer, asked)),
        ServiceId.SendRequest =>
            AskAsync(request, requestStreams, static (RequestStreams streams, Answer answer, PathRequest asked) => streams.OnRequest(answer, asked)),
        ServiceId.Authenticate =>
            AskAsync(request, authenticators, static (Authenticators authenticators, Answer answer, AuthenticateRequest asked) => authenticators.OnRequest(answer, asked)),

        // WIRE-27, word by word as the vendor's client says it.
        _ => RefuseAsync(request, $"Unknown client service: {(int)request.Service}", ServiceErrorCode.CommunicationFailure),
    };

    private async ValueTask NotifyAsync<TTarget, TNotification>(Frame request, TTarget target, Action<TTarget, TNotification> notify)
        where TNotification : IWireMessage<TNotification>
    {
        if (await ReadAsync<TNotification>(request).ConfigureAwait(false) is { } notification)
        {
            // The answer says that the notification has arrived, not that the application is done with it.
            await channel.RespondAsync(request.ConversationId).ConfigureAwait(false);
            await callbacks.EnterAsync().ConfigureAwait(false);
            try
            {
                notify(target, notification.Body);
            }
            finally
            {
                callbacks.Exit();
            }
        }
    }

    private async ValueTask AskAsync<TTarget, TRequest>(Frame request, TTarget target, Action<TTarget, Answer, TRequest> handle)
        where TRequest : IWireMessage<TRequest>
    {
        if (await ReadAsync<TRequest>(request).ConfigureAwait(false) is { } read)
        {
            Answer answer = new(channel, request.ConversationId);
            await callbacks.EnterAsync().ConfigureAwait(false);
            try
            {
                handle(target, answer, read.Body);
            }
            finally
            {
                callbacks.Exit();
            }
        }
    }

    private async ValueTask<Readable<TBody>?> ReadAsync<TBody>(Frame request)
        where TBody : IWireMessage<TBody>
    {
        try
        {
            return new Readable<TBody>(request.ReadBody<TBody>());
        }
        catch (WireFormatException e)
        {
            await RefuseAsync(request, e.Message, ServiceErrorCode.InvalidData).ConfigureAwait(false);
            return null;
        }
    }

    private ValueTask RefuseAsync(Frame request, string message, int code)
    {
        ClientEventSource.Log.RequestRefused((int)request.Service, message);
        return channel.RefuseAsync(request.ConversationId, new ServiceError(message, code));
    }

    private readonly record struct Readable<TBody>(TBody Body);
}
