using Messaging.Sessions;

namespace Messaging.Rooms;

/// <summary>
/// The one place that holds how a room is, for all its handles. What happens to the connection, the subscription and the joining
/// is noted each for itself, and the state follows from the notes: it cannot get stuck between them. Thread-safe; noting is quick and calls nobody.
/// </summary>
internal sealed class RoomStatusBoard(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Latest<RoomStatus> _status = new(new RoomStatus(RoomState.Joined, time.GetUtcNow()));
    private MessagingException? _interruption;
    private MessagingException? _end;
    private MessagingException? _failure;

    public RoomStatus Current => _status.Value;

    public Latest<RoomStatus>.Entry Now => _status.Now;

    public DateTimeOffset Time => time.GetUtcNow();

    /// <summary>The connection is lost.</summary>
    public void Interrupt(MessagingException cause) => Note(() => _interruption = cause);

    /// <summary>There is a connection, with a session that the room is on, unless it failed to join.</summary>
    public void Restore() => Note(() => _interruption = null);

    /// <summary>The server ended the subscription, for this reason; <see langword="null"/>: it is back.</summary>
    public void NoteSubscription(MessagingException? end) => Note(() => _end = end);

    /// <summary>The room is on a session now.</summary>
    public void Attach() => Note(() => _failure = null);

    /// <summary>The room could not be joined on a session that took the place of another.</summary>
    public void Fail(MessagingException failure) => Note(() => _failure = failure);

    /// <summary>For good: with the error that closed the client, or by its disposal.</summary>
    public void Close(MessagingException? error)
    {
        lock (_lock)
        {
            Move(RoomState.Closed, error);
        }
    }

    private void Note(Action note)
    {
        lock (_lock)
        {
            note();
            if (_failure is not null)
            {
                Move(RoomState.Failed, _failure);
            }
            else if ((_interruption ?? _end) is { } cause)
            {
                Move(RoomState.Interrupted, cause);
            }
            else
            {
                Move(RoomState.Joined, null);
            }
        }
    }

    private void Move(RoomState state, MessagingException? error)
    {
        RoomStatus now = Current;
        if (now.State != RoomState.Closed && (now.State, now.Error) != (state, error))
        {
            _status.Set(new RoomStatus(state, now.State == state ? now.Since : time.GetUtcNow(), error));
        }
    }
}
