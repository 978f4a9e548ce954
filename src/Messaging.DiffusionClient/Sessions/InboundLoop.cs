using Messaging.DiffusionClient.Topics;
using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>
/// Reads the messages of the server, one after the other, and does what they say. Streams are called from here. Runs over one connection
/// after the other, never over two at a time.
/// </summary>
internal sealed class InboundLoop(
    ServiceChannel channel,
    Conversations conversations,
    CallbackSequence callbacks,
    InboundServices services,
    TopicInbox topics)
{
    /// <summary>How many messages were received, over all connections: each one that is counted is done with when the loop has ended (SESS-10).</summary>
    public int Received { get; private set; }

    /// <summary>Counts anew, as the server does after messages were lost (SESS-12). Not while it runs.</summary>
    public void Restart() => Received = 0;

    /// <summary>Runs until the session or the connection ends.</summary>
    /// <returns>True if the server has closed the session, false if it has closed the connection.</returns>
    /// <exception cref="IOException">The connection is lost.</exception>
    /// <exception cref="WireFormatException">The server sent what is no message (WIRE-20, WIRE-21).</exception>
    public async Task<bool> RunAsync(Link link)
    {
        while (await link.Connection.ReceiveAsync(CancellationToken.None).ConfigureAwait(false) is { } message)
        {
            Received++;
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
                    await AnswerAsync(frame, link.Idle).ConfigureAwait(false);
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

    private ValueTask AnswerAsync(Frame request, IdleMonitor idle)
    {
        switch (request.Service)
        {
            case ServiceId.SystemPing:
                idle.Touch();
                return channel.RespondAsync(request.ConversationId);
            case ServiceId.UserPing:
                return channel.RespondAsync(request.ConversationId);
            default:
                // What is asked may stay with the application for long, and the frame is good only until the next one is received.
                return services.HandleAsync(request with { Body = request.Body.ToArray() });
        }
    }
}
