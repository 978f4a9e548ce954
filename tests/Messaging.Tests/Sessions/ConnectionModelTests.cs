using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using CsCheck;
using Messaging.Sessions;
using Messaging.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.Tests.Sessions;

/// <summary>
/// Whatever happens to a client's server, sessions and links, in whatever order: its status and that of its room never say what
/// cannot be, carry the cause where one is needed, and when everything is well again they say so.
/// </summary>
public sealed class ConnectionModelTests
{
    private enum Event
    {
        Connect,
        ConnectImpatiently,
        Join,
        Leave,
        Send,
        OpeningFails,
        OpeningHangs,
        OpeningIsRefused,
        OpeningWorks,
        RoomIsRefused,
        RoomIsAllowed,
        LoseLink,
        Resume,
        ResumeWithLoss,
        Drop,
        Wait,
        WaitLong,
        Dispose,
    }

    private static readonly Gen<Event> AnyEvent = Gen.Frequency(
    [
        (6, Gen.Const(Event.Connect)), (1, Gen.Const(Event.ConnectImpatiently)), (4, Gen.Const(Event.Join)), (2, Gen.Const(Event.Leave)),
        (2, Gen.Const(Event.Send)), (3, Gen.Const(Event.OpeningFails)), (1, Gen.Const(Event.OpeningHangs)),
        (1, Gen.Const(Event.OpeningIsRefused)), (4, Gen.Const(Event.OpeningWorks)), (1, Gen.Const(Event.RoomIsRefused)),
        (2, Gen.Const(Event.RoomIsAllowed)), (5, Gen.Const(Event.LoseLink)), (5, Gen.Const(Event.Resume)),
        (3, Gen.Const(Event.ResumeWithLoss)), (4, Gen.Const(Event.Drop)), (8, Gen.Const(Event.Wait)), (2, Gen.Const(Event.WaitLong)),
        (1, Gen.Const(Event.Dispose)),
    ]);

    private static readonly Gen<(Event[] Events, int Connect, int Reconnect)> Schedule =
        Gen.Select(AnyEvent.Array[0, 40], Gen.Int[0, 2], Gen.Int[0, 2]);

    [Fact]
    public async Task Status_AnySchedule_IsTrueAndComesToAnEnd() =>
        await Schedule.SampleAsync(
            async schedule =>
            {
                var run = new Run(Limit(schedule.Connect), Limit(schedule.Reconnect));
                foreach (Event happening in schedule.Events)
                {
                    await run.TakeAsync(happening);
                }

                await run.FinishAsync();
            },
            iter: 500);

    private static TimeSpan Limit(int choice) => choice switch
    {
        0 => TimeSpan.Zero,
        1 => TimeSpan.FromSeconds(8),
        _ => Timeout.InfiniteTimeSpan,
    };

    [SuppressMessage("Design", "CA1001", Justification = "Disposed at its end.")]
    private sealed class Run
    {
        private readonly FakeTimeProvider _time = new();
        private readonly FakeServer _server;
        private readonly MessagingClient _client;
        private readonly List<ConnectionStatus> _statuses = [];
        private readonly ConcurrentQueue<(IChatRoom Room, List<RoomStatus> Statuses, Task Watching)> _rooms = [];
        private readonly List<Task> _calls = [];
        private readonly Task _watching;
        private TaskCompletionSource _open = new();

        public Run(TimeSpan connectLimit, TimeSpan reconnectLimit)
        {
            _server = new FakeServer { Time = _time };
            var options = new MessagingOptions
            {
                Url = new Uri("ws://fake:8080"),
                InitialConnectTimeout = connectLimit,
                ReconnectTimeout = reconnectLimit,
                CapabilityRefreshInterval = TimeSpan.Zero,
            };
            _client = new MessagingClient(options, (_, _) => _server.As(null), NullLoggerFactory.Instance, _time, () => 0.5);
            _watching = WatchAsync(_client.WatchStatusAsync(), _statuses);
        }

        /// <summary>Calls may fail; what counts is that each of them ends.</summary>
        private void Keep(Task call)
        {
            call.Abandon();
            _calls.Add(call);
        }

        public async Task TakeAsync(Event happening)
        {
            FakeSession? session = _server.Sessions.LastOrDefault(s => !s.Ended.IsCompleted);
            switch (happening)
            {
                case Event.Connect:
                    Keep(_client.ConnectAsync());
                    break;
                case Event.ConnectImpatiently:
                    using (var cancellation = new CancellationTokenSource())
                    {
                        Keep(_client.ConnectAsync(cancellation.Token));
                        await cancellation.CancelAsync();
                    }

                    break;
                case Event.Join when _client.Status.State != ConnectionState.Closed:
                    Keep(JoinAsync());
                    break;
                case Event.Leave when FindRoom() is { } room:
                    Keep(room.LeaveAsync());
                    break;
                case Event.Send when FindRoom() is { } room && _client.Status.State != ConnectionState.Closed:
                    Keep(room.SendAsync("hi"));
                    break;
                case Event.OpeningFails:
                    _server.OnOpen = _ => throw new MessagingException(MessagingErrorCode.ConnectFailed, "not yet", isTransient: true);
                    break;
                case Event.OpeningHangs:
                    _server.OnOpen = token => _open.Task.WaitAsync(token);
                    break;
                case Event.OpeningIsRefused:
                    _server.OnOpen = _ => throw new MessagingException(MessagingErrorCode.NotAuthenticated, "refused");
                    break;
                case Event.OpeningWorks:
                    Heal();
                    break;
                case Event.RoomIsRefused:
                    _server.OnCall = (call, _) => call.StartsWith("subscribe", StringComparison.Ordinal)
                        ? throw new MessagingException(MessagingErrorCode.NotPermitted, "no")
                        : Task.CompletedTask;
                    break;
                case Event.RoomIsAllowed:
                    _server.OnCall = (_, _) => Task.CompletedTask;
                    break;
                case Event.LoseLink:
                    session?.LoseLink();
                    break;
                case Event.Resume when session is { Link.IsUp: false }:
                    session.Resume();
                    break;
                case Event.ResumeWithLoss when session is { Link.IsUp: false }:
                    session.ResumeWithLoss();
                    break;
                case Event.Drop:
                    session?.Drop();
                    break;
                case Event.Wait:
                    _time.Advance(TimeSpan.FromMilliseconds(500));
                    break;
                case Event.WaitLong:
                    _time.Advance(TimeSpan.FromSeconds(20));
                    break;
                case Event.Dispose:
                    Keep(_client.DisposeAsync().AsTask());
                    break;
            }

            for (int i = 0; i < 5; i++)
            {
                await Task.Yield();
            }
        }

        /// <summary>All is well again. The client comes back by itself, unless it has said that it will not.</summary>
        public async Task FinishAsync()
        {
            Heal();
            _server.OnCall = (_, _) => Task.CompletedTask;
            foreach (FakeSession session in _server.Sessions.Where(s => !s.Ended.IsCompleted && !s.Link.IsUp))
            {
                session.Resume();
            }

            using var patience = new CancellationTokenSource(WithinExtensions.Patience);
            while (!IsSettled())
            {
                _time.Advance(TimeSpan.FromSeconds(5));
                await Task.Delay(1, patience.Token);
            }

            if (_client.Status.State != ConnectionState.Closed)
            {
                await _client.ConnectAsync().Within();
                _client.Status.State.Should().Be(ConnectionState.Connected);
                _rooms.Select(r => r.Room.Status.State).Should().NotContain(RoomState.Interrupted);
            }

            await _client.DisposeAsync().Within();
            await Task.WhenAll(_calls).WaitAsync(WithinExtensions.Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _calls.Where(call => !call.IsCompleted).Should().BeEmpty(because: "nobody waits for ever");
            await _watching.Within();
            Check(_statuses);
            foreach ((IChatRoom room, List<RoomStatus> statuses, Task watching) in _rooms)
            {
                await watching.Within();
                Check(room, statuses);
            }
        }

        // The client may not have heard yet that its session has ended.
        private bool IsSettled() => _client.Status.State switch
        {
            ConnectionState.Connected => !_server.Session.Ended.IsCompleted,
            ConnectionState.Disconnected => _calls.TrueForAll(call => call.IsCompleted),
            var state => state == ConnectionState.Closed,
        };

        private void Heal()
        {
            _server.OnOpen = _ => Task.CompletedTask;
            _open.TrySetResult();
            _open = new TaskCompletionSource();
        }

        private async Task JoinAsync()
        {
            IChatRoom room = await _client.JoinAsync("lobby");
            var statuses = new List<RoomStatus>();
            _rooms.Enqueue((room, statuses, WatchAsync(room.WatchStatusAsync(), statuses)));
        }

        private IChatRoom? FindRoom() => _rooms.Select(r => r.Room).FirstOrDefault(room => room.Status.State != RoomState.Closed);

        private void Check(List<ConnectionStatus> statuses)
        {
            statuses[^1].Should().Be(_client.Status).And.Match<ConnectionStatus>(s => s.State == ConnectionState.Closed);
            statuses.Should().OnlyContain(s => s.State != ConnectionState.Reconnecting || s.Error != null);
            statuses.Should().OnlyContain(s => s.State != ConnectionState.Connected || (s.Error == null && s.NextRetryAt == null));
            statuses.Should().OnlyContain(
                s => s.NextRetryAt == null || s.State == ConnectionState.Connecting || s.State == ConnectionState.Reconnecting);
            statuses.Should().BeInAscendingOrder(s => s.Since);
        }

        private static void Check(IChatRoom room, List<RoomStatus> statuses)
        {
            statuses[^1].Should().Be(room.Status).And.Match<RoomStatus>(s => s.State == RoomState.Closed);
            statuses.Should().OnlyContain(s => s.State == RoomState.Closed || (s.Error != null) == (s.State != RoomState.Joined));
            statuses.Should().BeInAscendingOrder(s => s.Since);
        }

        private static async Task WatchAsync<T>(IAsyncEnumerable<T> stream, List<T> seen)
        {
            await foreach (T status in stream)
            {
                seen.Add(status);
            }
        }
    }
}
