using Messaging.DiffusionClient.Diagnostics;
using Messaging.DiffusionClient.Handlers;
using Messaging.DiffusionClient.Security;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Control;

/// <summary>Registers listeners to sessions, of both kinds, and tells them what the server tells (SEC-40, SEC-41, SEC-42).</summary>
internal sealed class SessionListeners(ServiceChannel channel, HandlerRegistry handlers, CallbackSequence callbacks)
{
    private static readonly Operation Adding = new("Adding the session event listener");
    private static readonly Operation Removing = new("Removing the session event listener");

    public Task<IRegistration> AddAsync(ISessionEventStream stream, ISessionEventParameters parameters, CancellationToken cancellationToken)
    {
        string[]? keys = parameters.Properties is { Count: > 0 } ? Texts.Distinct(parameters.Properties, nameof(parameters)) : null;
        return handlers.RegisterAsync(
            new SessionEventStreamHandler(stream),
            (number, _) => RegisterAsync(new SessionEventListenerRequest(
                parameters.Filter, keys, parameters.After?.ToUnixTimeMilliseconds() ?? 0, number)),
            number => channel.RequestAsync<RemoveSessionEventListenerRequest, EmptyMessage>(
                ServiceId.RemoveSessionEventListener, new RemoveSessionEventListenerRequest(number), Removing, CancellationToken.None),
            cancellationToken);
    }

    /// <summary>Adds a listener of the older kind. It is told itself what comes of it.</summary>
    public async Task AddAsync(ISessionPropertiesListener listener, string[] keys)
    {
        try
        {
            await handlers.RegisterAsync(
                new SessionPropertiesListenerHandler(listener),
                (number, registration) => channel.RequestAsync<SessionPropertiesListenerRequest, EmptyMessage, EmptyMessage>(
                    ServiceId.SetSessionPropertiesListener,
                    new SessionPropertiesListenerRequest(keys, number),
                    Adding,
                    response =>
                    {
                        callbacks.Post(() => Call(number, () => listener.OnRegistered(registration)));
                        return response;
                    },
                    CancellationToken.None),
                number => channel.RequestAsync<SessionPropertiesListenerRequest, EmptyMessage>(
                    ServiceId.SetSessionPropertiesListener, new SessionPropertiesListenerRequest(null, number), Removing, CancellationToken.None),
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (DiffusionException)
        {
            // The listener has been told, and there is nobody else who asked.
        }
    }

    /// <summary>The server tells what has happened. Called in the callback sequence.</summary>
    public void OnEvents(SessionEventsNotification notification)
    {
        foreach (SessionEvent sessionEvent in notification.Events)
        {
            if (!handlers.TryGet(notification.Listener, out SessionEventHandler? handler))
            {
                ClientEventSource.Log.UnknownHandler("a session event", notification.Listener);
                return;
            }

            Call(notification.Listener, () => handler.OnEvent(sessionEvent));
        }
    }

    private async Task RegisterAsync(SessionEventListenerRequest request)
    {
        ErrorReportsResponse response = await channel.RequestAsync<SessionEventListenerRequest, ErrorReportsResponse>(
            ServiceId.AddSessionEventListener, request, Adding, CancellationToken.None).ConfigureAwait(false);
        ErrorReports.RequireNoneInFilter(Adding, response.Errors);
    }

    private void Call(int number, Action callback)
    {
        try
        {
            callback();
        }
        catch (Exception e)
        {
            handlers.GiveUp(number, e);
        }
    }
}
