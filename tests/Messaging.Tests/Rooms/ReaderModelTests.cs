using CsCheck;
using Messaging.Diagnostics;
using Messaging.Rooms;
using Messaging.Rooms.Reading;
using Messaging.Sessions;
using Messaging.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Messaging.Tests.Rooms;

/// <summary>
/// Whatever the order in which messages come and are read: a reader gets every message in order, or the gap that says how many
/// it did not get.
/// </summary>
public sealed class ReaderModelTests
{
    private enum Step
    {
        Put,
        Read,
        ReplaceSession,
        EndSubscription,
    }

    [Fact]
    public void Read_AnySchedule_AccountsForEveryMessage()
    {
        Gen<Step> step = Gen.Frequency(
            (8, Gen.Const(Step.Put)), (6, Gen.Const(Step.Read)), (1, Gen.Const(Step.ReplaceSession)), (1, Gen.Const(Step.EndSubscription)));
        Gen.Select(Gen.Int[1, 5], step.Array[0, 60]).Sample((capacity, steps) => new Run(capacity).Accounts(steps), iter: 10_000);
    }

    private sealed class Run
    {
        private static readonly FakeSession NoSession = new(new FakeServer(), 0, "");
        private static readonly RoomTelemetry Nobody = new(new ClientTelemetry(new Uri("ws://localhost"), TimeProvider.System), "Chat/lobby");
        private readonly LiveFeed _feed = new("Chat/lobby", new RecentIds(), () => { }, _ => { }, Nobody, NullLogger.Instance);
        private readonly IRoomReader _reader;
        private readonly IAsyncEnumerator<RoomEvent> _events;
        private ITopicListener _listener;
        private int _put;
        private int _read;
        private bool _mayHaveHole;

        public Run(int capacity)
        {
            _listener = _feed.Restart(NoSession, _ => Task.FromResult(false));
            _reader = _feed.Open(this, ReadFrom.Latest(1), new RoomOptions { ReaderBufferCapacity = capacity });
            _events = _reader.ReadAsync(CancellationToken.None).GetAsyncEnumerator();
            TryReadOne().Should().Be(new CaughtUp());
        }

        public bool Accounts(Step[] steps)
        {
            foreach (Step step in steps)
            {
                switch (step)
                {
                    case Step.Put:
                        _listener.OnValue(new FakeValue($$"""{"text":"{{++_put}}"}"""));
                        break;
                    case Step.Read when HasUnread && !ReadOne():
                        return false;
                    case Step.ReplaceSession:
                        _listener = _feed.Restart(NoSession, _ => Task.FromResult(false));
                        break;
                    case Step.EndSubscription:
                        _listener.OnUnsubscribed(UnsubscribeCause.Server);
                        break;
                }
            }

            _reader.End(null);
            while (TryReadOne() is { } roomEvent)
            {
                if (!Check(roomEvent))
                {
                    return false;
                }
            }

            return _read == _put || _mayHaveHole;
        }

        /// <summary>Reading past the last message would wait for ever, as it should.</summary>
        private bool HasUnread => _read < _put && !_mayHaveHole;

        private bool ReadOne() => TryReadOne() is { } roomEvent && Check(roomEvent);

        private bool Check(RoomEvent roomEvent)
        {
            switch (roomEvent)
            {
                case Gap { Reason: GapReason.ReaderTooSlow, MissedCount: { } missed }:
                    _read += (int)missed;
                    return missed > 0 && _read <= _put;
                case Gap { Reason: GapReason.ReaderTooSlow }:
                    _mayHaveHole = true;
                    return true;
                case MessagePosted posted:
                    int number = int.Parse(posted.Message.Text, System.Globalization.CultureInfo.InvariantCulture);
                    bool isNext = number == _read + 1 || (_mayHaveHole && number > _read);
                    _read = number;
                    _mayHaveHole = false;
                    return isNext;
                default:
                    return true;
            }
        }

        /// <summary>What is buffered is there at once; null at the end.</summary>
        private RoomEvent? TryReadOne()
        {
            Task<bool> step = _events.MoveNextAsync().AsTask();
            step.IsCompleted.Should().BeTrue();
            return step.Result ? _events.Current : null;
        }
    }
}
