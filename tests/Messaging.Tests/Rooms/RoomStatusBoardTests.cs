using CsCheck;
using Messaging.Rooms;
using Messaging.Rooms.Reading;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.Tests.Rooms;

/// <summary>Whatever is noted in whatever order: the status is what follows from the notes, and its cause is there.</summary>
public sealed class RoomStatusBoardTests
{
    private static readonly MessagingException Lost = new(MessagingErrorCode.ConnectionLost, "lost");
    private static readonly MessagingException Refused = new(MessagingErrorCode.RoomKindMismatch, "refused");
    private static readonly MessagingException Closing = new(MessagingErrorCode.NotAuthenticated, "closing");

    private enum Note
    {
        Interrupt,
        Restore,
        End,
        Forbid,
        Renew,
        Fail,
        Attach,
        Close,
        Dispose,
    }

    private static readonly Gen<Note> AnyNote = Gen.Frequency(
        [.. Enum.GetValues<Note>().Select(note => (note < Note.Close ? 10 : 1, Gen.Const(note)))]);

    [Fact]
    public void Notes_AnySequence_TheStatusFollowsFromThem()
    {
        AnyNote.Array[0, 40].Sample(notes =>
        {
            var time = new FakeTimeProvider();
            var board = new RoomStatusBoard(time);
            bool isDown = false, isFailed = false, isClosed = false;
            MessagingErrorCode? end = null;
            foreach (Note note in notes)
            {
                RoomStatus before = board.Current;
                time.Advance(TimeSpan.FromSeconds(1));
                Apply(board, note);
                if (!isClosed)
                {
                    isDown = note == Note.Interrupt || (isDown && note != Note.Restore);
                    isFailed = note == Note.Fail || (isFailed && note != Note.Attach);
                    end = note switch
                    {
                        Note.End => MessagingErrorCode.ServerError,
                        Note.Forbid => MessagingErrorCode.NotPermitted,
                        Note.Renew => null,
                        _ => end,
                    };
                    isClosed = note is Note.Close or Note.Dispose;
                }
                else if (board.Current != before)
                {
                    return false;
                }

                if (!isClosed)
                {
                    (RoomState state, MessagingErrorCode? code) = isFailed ? (RoomState.Failed, Refused.Code)
                        : isDown ? (RoomState.Interrupted, Lost.Code)
                        : end is not null ? (RoomState.Interrupted, end)
                        : (RoomState.Joined, (MessagingErrorCode?)null);
                    if (board.Current.State != state || board.Current.Error?.Code != code)
                    {
                        return false;
                    }
                }

                bool isEntered = board.Current.State != before.State;
                if (board.Current.Since != (isEntered ? time.GetUtcNow() : before.Since))
                {
                    return false;
                }
            }

            return !isClosed || board.Current.State == RoomState.Closed;
        });
    }

    [Fact]
    public async Task Watch_AnySequence_EndsWithTheFinalStatus()
    {
        await AnyNote.Array[0, 20].SampleAsync(async notes =>
        {
            var board = new RoomStatusBoard(new FakeTimeProvider());
            var handle = new RoomHandleStatus(board);
            var seen = new List<RoomStatus>();
            Task watching = Task.Run(async () =>
            {
                await foreach (RoomStatus status in handle.WatchAsync(CancellationToken.None))
                {
                    seen.Add(status);
                }
            });

            foreach (Note note in notes)
            {
                Apply(board, note);
            }

            handle.Leave();
            await watching.Within();
            return seen[^1] == handle.Current
                && seen[^1].State == RoomState.Closed
                && seen.SkipLast(1).All(s => s.State != RoomState.Closed)
                && seen.TrueForAll(s => (s.Error is not null) == (s.State is RoomState.Interrupted or RoomState.Failed) || s.State == RoomState.Closed);
        });
    }

    [Fact]
    public async Task Watch_ChangedAndChangedBackInAMoment_TellsNothingTwice()
    {
        var board = new RoomStatusBoard(new FakeTimeProvider());
        var handle = new RoomHandleStatus(board);
        await using StreamProbe<RoomStatus> watcher = handle.WatchAsync(CancellationToken.None).Probe();
        (await watcher.NextAsync()).State.Should().Be(RoomState.Joined);

        board.Interrupt(Lost);
        board.Restore();
        Task<bool> next = watcher.MoveNextAsync();
        handle.Leave();

        await next.Within();
        (await watcher.NextAsync()).State.Should().Be(RoomState.Closed);
    }

    private static void Apply(RoomStatusBoard board, Note note)
    {
        Action apply = note switch
        {
            Note.Interrupt => () => board.Interrupt(Lost),
            Note.Restore => board.Restore,
            Note.End => () => board.NoteSubscription(SubscriptionErrors.Ended("Chat/lobby", GapReason.SubscriptionEnded)),
            Note.Forbid => () => board.NoteSubscription(SubscriptionErrors.Ended("Chat/lobby", GapReason.NotPermitted)),
            Note.Renew => () => board.NoteSubscription(null),
            Note.Fail => () => board.Fail(Refused),
            Note.Attach => board.Attach,
            Note.Close => () => board.Close(Closing),
            _ => () => board.Close(null),
        };
        apply();
    }
}
