using Messaging.DiffusionWire.Frames;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>A request that has no answer yet. Each way to end it counts only once; the first wins.</summary>
internal interface IPendingRequest
{
    Operation Operation { get; }

    /// <summary>The answer is there. One that cannot be read fails the request, and nothing else (WIRE-29).</summary>
    void Complete(in Frame frame);

    /// <summary>There will be no answer, or it is a refusal.</summary>
    void Fail(Exception exception);
}
