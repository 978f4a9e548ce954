using System.Diagnostics;

namespace Messaging.Diagnostics;

/// <summary>
/// One enumeration of a room, as listeners see it. The span of a message begins when the application takes it and ends when it asks for the
/// next event. It begins and ends on the application's own path, so that it is the current one in between. Not thread-safe.
/// </summary>
internal sealed class ReadingObservation(RoomTelemetry room)
{
    private bool _isCaughtUp;
    private Activity? _span;
    private long? _begun;

    /// <summary>The application takes an event.</summary>
    public void HandOver(RoomEvent roomEvent)
    {
        switch (roomEvent)
        {
            case MessagePosted posted when RoomTelemetry.ObservesReading:
                Begin(posted.Message);
                break;
            case CaughtUp:
                _isCaughtUp = true;
                break;
            case Gap gap:
                room.NoteGap(gap.Reason);
                break;
        }
    }

    /// <summary>The application has done with what it has taken.</summary>
    public void Finish()
    {
        if (_begun is not { } begun)
        {
            return;
        }

        _begun = null;
        room.NoteProcessDuration(room.Time.GetElapsedTime(begun));
        _span?.Dispose();
        _span = null;
    }

    private void Begin(ChatMessage message)
    {
        room.NoteConsumed();

        // What comes before was posted before there was a reader: its age says nothing.
        if (_isCaughtUp && message.Event is { } posted)
        {
            room.NoteLatency(posted.Timestamp);
        }

        _begun = room.Time.GetTimestamp();
        _span = room.StartSpan(TelemetryNames.Process, message.Id, message.TraceContext);
    }
}
