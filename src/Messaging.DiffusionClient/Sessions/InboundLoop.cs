using Messaging.DiffusionClient.Connections;
using Messaging.DiffusionClient.Diagnostics;
using Messaging.DiffusionClient.Topics;
using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Topics;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>Reads the messages of the server, one after the other, and does what they say. Streams are called from here.</summary>
internal sealed class InboundLoop(
    IConnection connection,
    ServiceChannel channel,
    Conversations conversations,
    CallbackSequence callbacks,
    TopicInbox topics,
    IdleMonitor idle)
{
    /// <summary>Runs until the session or the connection ends.</summary>
    /// <returns>True if the server has closed the session, false if it has closed the connection.</returns>
    /// <exception cref="IOException">The connection is lost.</exception>
    /// <exception cref="WireFormatException">The server sent what is no message (WIRE-20, WIRE-21).</exception>
    public async Task<bool> RunAsync()
    {
        while (await connection.ReceiveAsync(CancellationToken.None).ConfigureAwait(false) is { } message)
        {
            Frame frame = Frame.Read(message);
            switch (frame.Type)
            {
                case FrameType.Value:
                case FrameType.Delta:
                    await DeliverAsync(frame).ConfigureAwait(false);
                    break;
                case FrameType.Response:
                case FrameType.Error:
                    conversations.Answer(frame);
                    break;
                case FrameType.Request:
                    await AnswerAsync(frame).ConfigureAwait(false);
                    break;
                case FrameType.Closed:
                    return true;
                default:
                    // A close request of a server has no effect (SESS-40).
                    break;
            }
        }

        return false;
    }

    private async ValueTask DeliverAsync(Frame frame)
    {
        await callbacks.EnterAsync().ConfigureAwait(false);
        try
        {
            topics.OnData(frame);
        }
        finally
        {
            callbacks.Exit();
        }
    }

    private async ValueTask AnswerAsync(Frame request)
    {
        switch (request.Service)
        {
            case ServiceId.SystemPing:
                idle.Touch();
                await channel.RespondAsync(request.ConversationId).ConfigureAwait(false);
                break;
            case ServiceId.UserPing:
                await channel.RespondAsync(request.ConversationId).ConfigureAwait(false);
                break;
            case ServiceId.SubscriptionNotification:
                await NotifyAsync<SubscriptionNotification>(request, topics.OnSubscription).ConfigureAwait(false);
                break;
            case ServiceId.UnsubscriptionNotification:
                await NotifyAsync<UnsubscriptionNotification>(request, topics.OnUnsubscription).ConfigureAwait(false);
                break;
            default:
                // WIRE-27, word by word as the vendor's client says it.
                await RefuseAsync(request, $"Unknown client service: {(int)request.Service}", ServiceErrorCode.CommunicationFailure)
                    .ConfigureAwait(false);
                break;
        }
    }

    private async ValueTask NotifyAsync<TNotification>(Frame request, Action<TNotification> notify)
        where TNotification : IWireMessage<TNotification>
    {
        TNotification notification;
        try
        {
            notification = request.ReadBody<TNotification>();
        }
        catch (WireFormatException e)
        {
            await RefuseAsync(request, e.Message, ServiceErrorCode.InvalidData).ConfigureAwait(false);
            return;
        }

        // The answer says that the notification has arrived, not that the application is done with it.
        await channel.RespondAsync(request.ConversationId).ConfigureAwait(false);
        await callbacks.EnterAsync().ConfigureAwait(false);
        try
        {
            notify(notification);
        }
        finally
        {
            callbacks.Exit();
        }
    }

    private ValueTask RefuseAsync(Frame request, string message, int code)
    {
        ClientEventSource.Log.RequestRefused((int)request.Service, message);
        return channel.RefuseAsync(request.ConversationId, new ServiceError(message, code));
    }
}
