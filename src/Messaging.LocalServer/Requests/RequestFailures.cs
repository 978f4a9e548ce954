using System.Diagnostics;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;

namespace Messaging.LocalServer.Requests;

/// <summary>What the sender of a request is told when it gets no answer (SEC-51).</summary>
internal static class RequestFailures
{
    /// <summary>There is no answer.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="goneCode">The code for a recipient that has gone.</param>
    public static ServiceError Of(UnansweredReason reason, int goneCode) => reason switch
    {
        UnansweredReason.TimedOut => new ServiceError("Request time out: the recipient did not answer.", ServiceErrorCode.RequestTimeOut),
        UnansweredReason.SessionEnded => new ServiceError("The session that was to answer the request has ended.", goneCode),
        UnansweredReason.TooMany => new ServiceError("The recipient has too many requests to answer already.", ServiceErrorCode.RejectedRequest),
        _ => throw new UnreachableException($"There is no reason {reason}."),
    };

    /// <summary>There is an answer that cannot be read.</summary>
    public static ServiceError Malformed(WireFormatException problem) =>
        new($"The answer of the recipient is malformed: {problem.Message}", ServiceErrorCode.InvalidData);
}
