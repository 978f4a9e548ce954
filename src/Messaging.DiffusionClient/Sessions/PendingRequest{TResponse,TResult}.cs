using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>A request, and the task that the application awaits: one object and its task, as the vendor's API returns tasks.</summary>
/// <param name="conversations">Where it waits for its answer.</param>
/// <param name="operation">What the request is for.</param>
/// <param name="onResponse">Makes the result, before anything that came after the answer is looked at; must neither throw nor wait.</param>
internal sealed class PendingRequest<TResponse, TResult>(Conversations conversations, Operation operation, Func<TResponse, TResult> onResponse)
    : TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously), IPendingRequest
    where TResponse : IWireMessage<TResponse>
{
    private CancellationTokenRegistration _registration;

    public Operation Operation => operation;

    /// <summary>Its number, once it has one.</summary>
    public int ConversationId { get; set; }

    /// <summary>Lets a token end it. The answer is of no interest any more then.</summary>
    public void CancelBy(CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled)
        {
            return;
        }

        _registration = cancellationToken.UnsafeRegister(
            static (request, token) => ((PendingRequest<TResponse, TResult>)request!).Cancel(token), this);
        if (Task.IsCompleted)
        {
            // It was ended meanwhile, by who could not know of the registration yet.
            _registration.Unregister();
        }
    }

    public void Complete(in Frame frame)
    {
        TResponse response;
        try
        {
            // Whoever awaits it reads it later, and the frame is good only until the next one is received.
            Frame kept = TResponse.HoldsSlices ? frame with { Body = frame.Body.ToArray() } : frame;
            response = kept.ReadBody<TResponse>();
        }
        catch (WireFormatException e)
        {
            Fail(new SessionException($"{Operation} failed: the server's answer cannot be read.", ErrorReason.COMMUNICATION_FAILURE, e));
            return;
        }

        TrySetResult(onResponse(response));
        _registration.Unregister();
    }

    public void Fail(Exception exception)
    {
        TrySetException(exception);
        _registration.Unregister();
    }

    private void Cancel(CancellationToken cancellationToken)
    {
        conversations.Forget(ConversationId);
        TrySetCanceled(cancellationToken);
    }
}
