using System.Diagnostics;
using Messaging.Rooms;
using Messaging.Rooms.Sending;

namespace Messaging.Diagnostics;

/// <summary>One call to send a message, as listeners see it: a span that is the current one until this is disposed, and what is counted.</summary>
internal sealed class SendObservation : IDisposable
{
    private readonly RoomTelemetry _room;
    private readonly Activity? _span;
    private readonly long _begun;

    public SendObservation(RoomTelemetry room, MessageId id)
    {
        _room = room;
        _begun = room.Time.GetTimestamp();
        _span = room.StartSpan(TelemetryNames.Send, id);
    }

    /// <summary>The message with the span's context, if there is one that is recorded.</summary>
    public OutgoingMessage Trace(OutgoingMessage message) =>
        TraceMembers.Of(_span) is { } trace ? message with { Trace = trace } : message;

    /// <summary>The message is in the room.</summary>
    public void Succeed(SendReceipt receipt)
    {
        if (!receipt.WasDuplicate)
        {
            _room.NoteSent(errorType: null);
        }

        NoteDuration(errorType: null);
    }

    /// <summary>The message is not in the room, or nobody knows.</summary>
    /// <param name="failure">Why. Its words are not told, nor what is in them.</param>
    /// <param name="wasOnWire">Whether it was put on the wire.</param>
    public void Fail(Exception failure, bool wasOnWire)
    {
        string errorType = failure is MessagingException error ? error.Code.ToString() : failure.GetType().FullName!;
        _span?.SetStatus(ActivityStatusCode.Error).SetTag(TelemetryNames.ErrorType, errorType);
        if (wasOnWire)
        {
            _room.NoteSent(errorType);
        }

        NoteDuration(errorType);
    }

    public void Dispose() => _span?.Dispose();

    private void NoteDuration(string? errorType) => _room.NoteSendDuration(_room.Time.GetElapsedTime(_begun), errorType);
}
