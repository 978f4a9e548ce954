using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>The answer to one request of the server: the first one is sent, later ones are ignored. Thread-safe.</summary>
internal sealed class Answer(ServiceChannel channel, int conversationId)
{
    private int _given;

    /// <summary>Answers.</summary>
    public void Give<TBody>(TBody body)
        where TBody : IWireMessage<TBody> => _ = SendAsync(() => channel.RespondAsync(conversationId, body));

    /// <summary>Refuses.</summary>
    public void Refuse(string message, int code) => _ = SendAsync(() => channel.RefuseAsync(conversationId, new ServiceError(message, code)));

    private async Task SendAsync(Func<ValueTask> send)
    {
        if (Interlocked.Exchange(ref _given, 1) != 0)
        {
            return;
        }

        try
        {
            await send().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The session is closed, and with it the request.
        }
    }
}
