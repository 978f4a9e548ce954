using Messaging.DiffusionClient.Connections;
using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>Sends requests and answers of services. Thread-safe.</summary>
internal sealed class ServiceChannel(Outbox outbox, Conversations conversations)
{
    private const int LargestKeptBuffer = 64 * 1024;

    // A message is written outside the outbox's lock, and a failure while it is written leaves no half of it there.
    [ThreadStatic]
    private static WireWriter? s_writer;

    /// <summary>Sends a request and waits for its answer, for as long as the session lives: the protocol knows no time-out.</summary>
    /// <exception cref="SessionClosedException">The session is closed, or was before the answer came.</exception>
    /// <exception cref="DiffusionException">The server refused.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled. A late answer is ignored.</exception>
    public Task<TResponse> RequestAsync<TRequest, TResponse>(
        ServiceId service,
        TRequest body,
        Operation operation,
        CancellationToken cancellationToken)
        where TRequest : IWireMessage<TRequest>
        where TResponse : IWireMessage<TResponse> =>
        RequestAsync<TRequest, TResponse>(service, body, operation, null, cancellationToken);

    /// <summary>
    /// As the other one, and the answer is handed over before anything that the server sent after it is looked at. The receiver must
    /// neither throw nor wait.
    /// </summary>
    /// <exception cref="SessionClosedException">The session is closed, or was before the answer came.</exception>
    /// <exception cref="DiffusionException">The server refused.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled. A late answer is ignored.</exception>
    public async Task<TResponse> RequestAsync<TRequest, TResponse>(
        ServiceId service,
        TRequest body,
        Operation operation,
        Action<TResponse>? onResponse,
        CancellationToken cancellationToken)
        where TRequest : IWireMessage<TRequest>
        where TResponse : IWireMessage<TResponse>
    {
        cancellationToken.ThrowIfCancellationRequested();
        PendingRequest<TResponse> request = new(operation, onResponse);
        int conversationId = conversations.Begin(request);
        try
        {
            using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
                static (pending, token) => ((PendingRequest)pending!).Cancel(token), request);
            try
            {
                await SendRequestAsync(service, conversationId, body, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The session is ending, or the caller gives up. Both end the request too, and only it knows the cause.
            }

            return await request.Response.ConfigureAwait(false);
        }
        finally
        {
            conversations.Forget(conversationId);
        }
    }

    /// <summary>Answers a request of the server that wants to know no more than that it has arrived.</summary>
    /// <exception cref="IOException">The outbox is closed.</exception>
    public ValueTask RespondAsync(int conversationId) => RespondAsync(conversationId, default(EmptyMessage));

    /// <summary>Answers a request of the server.</summary>
    /// <exception cref="IOException">The outbox is closed.</exception>
    public ValueTask RespondAsync<TResponse>(int conversationId, in TResponse body)
        where TResponse : IWireMessage<TResponse>
    {
        WireWriter writer = Rent();
        Frame.WriteResponse(writer, conversationId, body);
        return Send(writer, CancellationToken.None);
    }

    /// <summary>Refuses a request of the server.</summary>
    /// <exception cref="IOException">The outbox is closed.</exception>
    public ValueTask RefuseAsync(int conversationId, ServiceError error)
    {
        WireWriter writer = Rent();
        Frame.WriteError(writer, conversationId, error);
        return Send(writer, CancellationToken.None);
    }

    private static WireWriter Rent()
    {
        WireWriter writer = s_writer is { Capacity: <= LargestKeptBuffer } kept ? kept : s_writer = new WireWriter();
        writer.Clear();
        return writer;
    }

    private ValueTask SendRequestAsync<TRequest>(ServiceId service, int conversationId, in TRequest body, CancellationToken cancellationToken)
        where TRequest : IWireMessage<TRequest>
    {
        WireWriter writer = Rent();
        Frame.WriteRequest(writer, service, conversationId, body);
        return Send(writer, cancellationToken);
    }

    private ValueTask Send(WireWriter writer, CancellationToken cancellationToken) => outbox.SendAsync(writer.WrittenSpan, cancellationToken);
}
