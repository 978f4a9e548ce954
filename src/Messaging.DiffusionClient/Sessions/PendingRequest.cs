using Messaging.DiffusionWire.Frames;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>A request that has no answer yet. Each way to end it counts only once; the first wins.</summary>
internal abstract class PendingRequest(Operation operation)
{
    public Operation Operation => operation;

    /// <summary>The answer is there. One that cannot be read fails the request, and nothing else (WIRE-29).</summary>
    public abstract void Complete(in Frame frame);

    /// <summary>There will be no answer, or it is a refusal.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>The caller does not want the answer any more.</summary>
    public abstract void Cancel(CancellationToken cancellationToken);
}
