using System.Diagnostics;
using System.Runtime.CompilerServices;
using Messaging.Rooms;
using Messaging.Rooms.Reading;
using Messaging.Sessions;
using Messaging.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Messaging.Tests.Rooms.HistoryModel;

/// <summary>
/// A client and the way to it. Everything that the server sends goes through a line that only the schedule's own thread lets
/// pass; so one thread does nearly everything, and the same schedule is the same run. What the client does on other
/// threads (connecting, asking for a confirmation) is waited for.
/// </summary>
internal sealed class ModelClient : ITopicSessionFactory, ITopicListener
{
    /// <summary>How long to wait for what is certain to come soon.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ITopicSessionFactory _sessions;
    private readonly string _path;
    private TaskCompletionSource _mayOpen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile FakeSession? _session;
    private int _confirmations;
    private int _unconfirmed;
    private int _announcement;
    private (int Series, long Original) _incoming;
    private bool _isSettled;

    public ModelClient(FakeServer server, string name, string path, TimeProvider time, Truth truth)
    {
        _sessions = server.As(name);
        _path = path;
        Truth = truth;
        _mayOpen.SetResult();
        var options = new MessagingOptions { Url = new Uri("ws://fake:8080"), Principal = name };
        Client = new MessagingClient(options, (_, _) => this, NullLoggerFactory.Instance, time, () => 0);
    }

    public Truth Truth { get; }

    public MessagingClient Client { get; }

    public FakeSession Session => _session!;

    /// <summary>The first handle on the room.</summary>
    public IChatRoom? Room { get; private set; }

    public bool IsUp { get; private set; }

    /// <summary>Whether the schedule holds back what the server sends.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Whether the schedule holds back answers to queries, and which readers wait for one, in their order.</summary>
    public bool HoldsQueries { get; private set; }

    public Queue<ModelReader> Asking { get; } = [];

    /// <summary>Of which series the client was told that they are over.</summary>
    public HashSet<int> RemovedSeries { get; } = [];

    /// <summary>How often the client was told that its subscription ended.</summary>
    public int EndsTold { get; private set; }

    /// <summary>The latest original that the client can tell its readers of.</summary>
    public (int Series, long Original) Visible { get; private set; } = (-1, -1);

    /// <summary>Whether the client missed the latest event, and cannot know that yet.</summary>
    public bool HasLost { get; private set; }

    /// <summary>The latest event that the client has received.</summary>
    public (int Series, long Sequence) Heard { get; private set; } = (-1, -1);

    /// <summary>How many events the client has received.</summary>
    public int Received { get; private set; }

    /// <summary>How many of the next live events get lost.</summary>
    public int ToLose { get; set; }

    public IChatRoom Join(string room, RoomOptions options)
    {
        Task<IChatRoom> joining = Client.JoinAsync(room, options);
        Pump(() => joining.IsCompleted);
        IChatRoom joined = joining.GetAwaiter().GetResult();
        Room ??= joined;
        if (!IsUp)
        {
            IsUp = true;
            Settle();
        }

        return joined;
    }

    public void Drop()
    {
        _mayOpen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        IsUp = false;
        IsHeld = false;
        HoldsQueries = false;
        while (Asking.TryDequeue(out ModelReader? reader))
        {
            reader.IsAsking = false;
            reader.WasInterrupted = true;
        }

        Session.Drop();
        Wait(() => Client.Status.State != ConnectionState.Connected);
    }

    public void Reconnect()
    {
        FakeSession dropped = Session;
        _mayOpen.SetResult();
        Wait(() => Session != dropped);
        Pump(() => Client.Status.State == ConnectionState.Connected);
        IsUp = true;
        Settle();
    }

    /// <summary>The server has just told that the series is over; the client hears it in its turn.</summary>
    public void SeriesRemoved(int series)
    {
        FakeSession session = Session;
        if (session.Selections.Count > 0)
        {
            session.Deliveries.Pass(() =>
            {
                if (!session.Ended.IsCompleted)
                {
                    RemovedSeries.Add(series);
                }
            });
        }
    }

    /// <summary>Lets everything pass that is not held back by the schedule.</summary>
    public void Pump()
    {
        while (!IsHeld && _session is { Deliveries.Waiting: > 0 })
        {
            ReleaseOne();
        }
    }

    /// <summary>Lets the next thing pass that the server sends.</summary>
    public void ReleaseOne()
    {
        FakeSession session = Session;
        int before = _announcement;
        session.Deliveries.Release(1);
        _unconfirmed += IsUp ? _announcement - before : 0;
        if (_unconfirmed > 0 && session.SubscribeAnswers > _confirmations)
        {
            // The client asks for a confirmation on a thread of its own, when it has the one before. Its place is here.
            _unconfirmed--;
            _confirmations++;
            Wait(() => session.SubscribeCalls > _confirmations);
            int announcement = _announcement - _unconfirmed;
            session.Deliveries.Pass(() =>
            {
                if (announcement == _announcement && !session.Ended.IsCompleted)
                {
                    // The answer is just before this; what the client makes of it may take another thread.
                    Wait(() => Incoming(Feed) is null);
                    Settle();
                }
            });
        }
    }

    public void HoldQueries()
    {
        HoldsQueries = true;
        Session.QueryReplies.Hold();
    }

    /// <summary>Lets the next answer to a query pass.</summary>
    public void ReleaseQuery()
    {
        Wait(() => Session.QueryReplies.Waiting >= Asking.Count);
        if (Asking.TryDequeue(out ModelReader? reader))
        {
            reader.IsAsking = false;
            Session.QueryReplies.Release(1);
            reader.Continue();
        }
    }

    public void OpenQueries()
    {
        while (Asking.Count > 0)
        {
            ReleaseQuery();
        }

        HoldsQueries = false;
        Session.QueryReplies.Open();
    }

    public async Task<ITopicSession> OpenAsync(CancellationToken cancellationToken)
    {
        await _mayOpen.Task.WaitAsync(cancellationToken);
        var session = (FakeSession)await _sessions.OpenAsync(cancellationToken);
        session.Deliveries.Hold();
        session.Loses = Loses;
        session.AddSeriesListener(_path, this);
        _confirmations = 0;
        _unconfirmed = 0;
        _session = session;
        return session;
    }

    public void OnSubscribed(TopicDescription description)
    {
        _announcement++;
        _isSettled = false;
        _incoming = (-1, -1);
    }

    public void OnValue(TopicValue value)
    {
        Received++;
        HasLost = false;
        Happening happening = Truth.Find(value.Event)!;
        Heard = (happening.Series, happening.Sequence);
        if (!happening.IsOriginal)
        {
            return;
        }

        if (_isSettled)
        {
            Visible = (happening.Series, happening.Original);
        }
        else
        {
            _incoming = (happening.Series, happening.Original);
        }
    }

    public void OnUnsubscribed(UnsubscribeCause cause)
    {
        _incoming = (-1, -1);
        EndsTold += cause == UnsubscribeCause.Server ? 1 : 0;
    }

    public static void Wait(Func<bool> condition)
    {
        if (!SpinWait.SpinUntil(condition, Patience))
        {
            throw new TimeoutException($"Nothing came of it in {Patience}.");
        }
    }

    /// <summary>None gets lost before the client knows that what a subscription begins with is complete: nobody could see that.</summary>
    private bool Loses()
    {
        if (ToLose == 0 || !IsUp || !_isSettled || Session.Announcements > 0)
        {
            return false;
        }

        ToLose--;
        HasLost = true;
        return true;
    }

    private HistoryFeed Feed => (HistoryFeed)Subscription((ChatRoom)Room!).Feed;

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_subscription")]
    private static extern ref RoomSubscription Subscription(ChatRoom room);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_incoming")]
    private static extern ref Timeline? Incoming(HistoryFeed feed);

    private void Settle()
    {
        _isSettled = true;
        if (_incoming.CompareTo(Visible) > 0)
        {
            Visible = _incoming;
        }
    }

    private void Pump(Func<bool> isDone)
    {
        var patience = Stopwatch.StartNew();
        for (var spin = new SpinWait(); !isDone(); spin.SpinOnce(sleep1Threshold: -1))
        {
            if (_session is { Deliveries.Waiting: > 0 })
            {
                // Also when they are held back: joining waits for its turn behind a confirmation.
                ReleaseOne();
            }

            if (patience.Elapsed > Patience)
            {
                throw new TimeoutException($"The client did not get anywhere in {Patience}; it is {Client.Status.State}.");
            }
        }

        Pump();
    }
}
