using Messaging.DiffusionClient.Diagnostics;
using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>The services that this client offers to the server. Filled before the session starts, then called by the inbound loop only.</summary>
internal sealed class InboundServices(ServiceChannel channel, CallbackSequence callbacks)
{
    private readonly Dictionary<ServiceId, Func<Frame, ValueTask>> _services = [];

    /// <summary>Offers a service whose answer says no more than that the request has arrived.</summary>
    public void OnNotification<TNotification>(ServiceId service, Action<TNotification> notify)
        where TNotification : IWireMessage<TNotification> =>
        _services.Add(service, request => NotifyAsync(request, notify));

    /// <summary>Offers a service that answers itself.</summary>
    public void OnRequest<TRequest>(ServiceId service, Action<Answer, TRequest> handle)
        where TRequest : IWireMessage<TRequest> =>
        _services.Add(service, request => AskAsync(request, handle));

    /// <summary>Handles a request of the server. Ends when its callback has.</summary>
    /// <exception cref="IOException">The connection is lost.</exception>
    public ValueTask HandleAsync(Frame request) =>
        _services.TryGetValue(request.Service, out Func<Frame, ValueTask>? handle)
            ? handle(request)

            // WIRE-27, word by word as the vendor's client says it.
            : RefuseAsync(request, $"Unknown client service: {(int)request.Service}", ServiceErrorCode.CommunicationFailure);

    private async ValueTask NotifyAsync<TNotification>(Frame request, Action<TNotification> notify)
        where TNotification : IWireMessage<TNotification>
    {
        if (await ReadAsync<TNotification>(request).ConfigureAwait(false) is { } notification)
        {
            // The answer says that the notification has arrived, not that the application is done with it.
            await channel.RespondAsync(request.ConversationId).ConfigureAwait(false);
            await RunAsync(() => notify(notification.Body)).ConfigureAwait(false);
        }
    }

    private async ValueTask AskAsync<TRequest>(Frame request, Action<Answer, TRequest> handle)
        where TRequest : IWireMessage<TRequest>
    {
        if (await ReadAsync<TRequest>(request).ConfigureAwait(false) is { } read)
        {
            Answer answer = new(channel, request.ConversationId);
            await RunAsync(() => handle(answer, read.Body)).ConfigureAwait(false);
        }
    }

    private async ValueTask RunAsync(Action callback)
    {
        await callbacks.EnterAsync().ConfigureAwait(false);
        try
        {
            callback();
        }
        finally
        {
            callbacks.Exit();
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
