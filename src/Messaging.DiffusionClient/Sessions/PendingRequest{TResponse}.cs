using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Sessions;

/// <param name="operation">What the request is for.</param>
/// <param name="onResponse">Called with the answer before anything that came after it is looked at; must neither throw nor wait.</param>
internal sealed class PendingRequest<TResponse>(Operation operation, Action<TResponse>? onResponse) : PendingRequest(operation)
    where TResponse : IWireMessage<TResponse>
{
    private readonly TaskCompletionSource<TResponse> _response = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TResponse> Response => _response.Task;

    public override void Complete(in Frame frame)
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

        onResponse?.Invoke(response);
        _response.TrySetResult(response);
    }

    public override void Fail(Exception exception) => _response.TrySetException(exception);

    public override void Cancel(CancellationToken cancellationToken) => _response.TrySetCanceled(cancellationToken);
}
