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

    // With more requests under way than these, others are about to follow, and it pays to let them go together.
    private const int FewRequests = 4;

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
        RequestAsync<TRequest, TResponse, TResponse>(service, body, operation, static response => response, cancellationToken);

    /// <summary>As the other one, and makes what is awaited of the answer.</summary>
    /// <param name="service">The service.</param>
    /// <param name="body">The request.</param>
    /// <param name="operation">What it is for.</param>
    /// <param name="onResponse">Called with the answer before anything that the server sent after it is looked at; must neither throw nor wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <remarks>All that goes wrong is in the task.</remarks>
    public Task<TResult> RequestAsync<TRequest, TResponse, TResult>(
        ServiceId service,
        TRequest body,
        Operation operation,
        Func<TResponse, TResult> onResponse,
        CancellationToken cancellationToken)
        where TRequest : IWireMessage<TRequest>
        where TResponse : IWireMessage<TResponse>
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<TResult>(cancellationToken);
        }

        PendingRequest<TResponse, TResult> request = new(conversations, operation, onResponse);
        int pending;
        try
        {
            request.ConversationId = conversations.Begin(request, out pending);
        }
        catch (DiffusionException e)
        {
            return Task.FromException<TResult>(e);
        }

        request.CancelBy(cancellationToken);
        Send(service, request, body, isLone: pending <= FewRequests, cancellationToken);
        return request.Task;
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

    private void Send<TRequest, TResponse, TResult>(
        ServiceId service, PendingRequest<TResponse, TResult> request, in TRequest body, bool isLone, CancellationToken cancellationToken)
        where TRequest : IWireMessage<TRequest>
        where TResponse : IWireMessage<TResponse>
    {
        try
        {
            WireWriter writer = Rent();
            Frame.WriteRequest(writer, service, request.ConversationId, body);
            ValueTask sending = outbox.SendAsync(writer.WrittenSpan, isLone, cancellationToken);
            if (!sending.IsCompletedSuccessfully)
            {
                _ = WaitForRoomAsync(sending);
            }
        }
        catch (IOException)
        {
            // The session is ending. That ends the request too, and only it knows the cause.
        }
        catch (Exception e)
        {
            conversations.Forget(request.ConversationId);
            request.Fail(e);
        }
    }

    private static async Task WaitForRoomAsync(ValueTask sending)
    {
        try
        {
            await sending.ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // As above, or the caller has given up, which ends the request too.
        }
    }

    private ValueTask Send(WireWriter writer, CancellationToken cancellationToken) =>
        outbox.SendAsync(writer.WrittenSpan, isLone: true, cancellationToken);
}
