using System.Runtime.CompilerServices;
using Messaging.Sessions;

namespace Messaging.Rooms;

/// <summary>How a room is for one of its handles: like the room, until the handle is left. Thread-safe.</summary>
internal sealed class RoomHandleStatus(RoomStatusBoard room)
{
    private readonly TaskCompletionSource<RoomStatus> _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RoomStatus Current => _left.Task.IsCompletedSuccessfully ? Left : room.Current;

    // Asked only when it is there.
#pragma warning disable VSTHRD002
    private RoomStatus Left => _left.Task.Result;
#pragma warning restore VSTHRD002

    /// <summary>The handle is left. What was closed before stays as it is.</summary>
    public void Leave()
    {
        RoomStatus now = room.Current;
        _left.TrySetResult(now.State == RoomState.Closed ? now : new RoomStatus(RoomState.Closed, room.Time));
    }

    /// <summary>The status now and those that follow; whoever is slow skips to the latest. Ends after the last.</summary>
    public async IAsyncEnumerable<RoomStatus> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RoomStatus? told = null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Latest<RoomStatus>.Entry entry = room.Now;
            RoomStatus status = _left.Task.IsCompletedSuccessfully ? Left : entry.Value;
            if (status != told)
            {
                // What has changed and changed back in a moment is no news.
                yield return told = status;
            }

            if (status.State == RoomState.Closed)
            {
                yield break;
            }

            await Task.WhenAny(entry.Replaced, _left.Task).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
