using System.Diagnostics;
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
    private readonly Elsewhere _elsewhere;
    private readonly Queue<int> _removals = [];
    private TaskCompletionSource _mayOpen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile FakeSession? _session;
    private int _asked;
    private int _renewal;
    private bool _mustAsk;
    private bool _isAsking;
    private int _askedFor;
    private (int Series, long Original) _incoming;
    private (int Series, long Last) _latest = (-1, -1);
    private bool _isSettled;

    public ModelClient(FakeServer server, string name, string path, TimeProvider time, Truth truth, Elsewhere elsewhere)
    {
        _sessions = server.As(name);
        _path = path;
        _elsewhere = elsewhere;
        Truth = truth;
        _mayOpen.SetResult();
        var options = new MessagingOptions { Url = new Uri("ws://fake:8080"), Principal = name, CapabilityRefreshInterval = TimeSpan.Zero };
        Client = new MessagingClient(options, (_, _) => this, NullLoggerFactory.Instance, time, () => 0);
    }

    public Truth Truth { get; }

    public MessagingClient Client { get; }

    public FakeSession Session => _session!;

    public bool IsUp { get; private set; }

    /// <summary>Whether the session's link is down. Then it is not up.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether the schedule holds back what the server sends.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Whether the schedule holds back answers to queries, and which readers wait for one, in their order.</summary>
    public bool HoldsQueries { get; private set; }

    public Queue<ModelReader> Asking { get; } = [];

    /// <summary>Of which series the client was told that they are over.</summary>
    public HashSet<int> RemovedSeries { get; } = [];

    /// <summary>How many of the next live events get lost.</summary>
    public int ToLose { get; set; }

    /// <summary>Whether the client may have missed an event without knowing it yet.</summary>
    public bool MayHaveLost { get; set; }

    /// <summary>How often the client was told that its subscription ended.</summary>
    public int EndsTold { get; private set; }

    /// <summary>The latest original that the client can tell its readers of.</summary>
    public (int Series, long Original) Visible { get; private set; } = (-1, -1);

    /// <summary>The series that the client can tell its readers of, and the latest event of it; -1 when it knows none.</summary>
    public (int Series, long Last) Known { get; private set; } = (-1, -1);

    /// <summary>The latest event that the client could ever tell its readers of, by series.</summary>
    public Dictionary<int, long> LastKnown { get; } = [];

    /// <summary>How many events the client has received.</summary>
    public int Received { get; private set; }

    /// <summary>Whether the client waits for a confirmation of its subscription. Who joins has to wait behind that.</summary>
    public bool IsConfirming => _mustAsk || _isAsking;

    /// <summary>The first message that the client was ever shown, by series.</summary>
    public Dictionary<int, long> FirstShown { get; } = [];

    /// <summary>The handle that everything but reading is done with.</summary>
    public IChatRoom Room { get; private set; } = null!;

    public IChatRoom Join(string room, RoomOptions options)
    {
        Task<IChatRoom> joining = Client.JoinAsync(room, options);
        Pump(() => joining.IsCompleted && _elsewhere.IsQuiet);
        if (!IsUp)
        {
            IsUp = true;
            Settle();
        }

        IChatRoom handle = joining.GetAwaiter().GetResult();
        Room ??= handle;
        return handle;
    }

    public void Drop()
    {
        _mayOpen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        IsUp = false;
        IsCut = false;
        IsHeld = false;
        HoldsQueries = false;
        MayHaveLost = false;
        ToLose = 0;
        while (Asking.TryDequeue(out ModelReader? reader))
        {
            reader.IsAsking = false;
        }

        _removals.Clear();
        Session.Drop();
        Wait(() => Client.Status.State != ConnectionState.Connected && _elsewhere.IsQuiet);
    }

    /// <summary>The link breaks. What the server sends waits, and what the client asks is refused on the spot.</summary>
    public void Cut()
    {
        IsUp = false;
        IsCut = true;
        Session.Link.Lose(new MessagingException(MessagingErrorCode.ConnectionLost, "cut by the test", isTransient: true));
    }

    /// <summary>The same session has its link back.</summary>
    /// <param name="isLossy">Whether what waited, answers included, is lost, and the server tells of the subscription anew.</param>
    public void Restore(bool isLossy)
    {
        if (isLossy && _isAsking && Session.SubscribeAnswers == Session.SubscribeCalls)
        {
            // The client has its answer, and this model's note of that is the next thing on the line.
            Session.Deliveries.Release(1);
        }

        bool wasAsking = _isAsking;
        if (isLossy)
        {
            while (Asking.TryDequeue(out ModelReader? reader))
            {
                reader.IsAsking = false;
            }

            (MayHaveLost, ToLose) = (false, 0);
            _removals.Clear();
            Session.Refresh();
        }

        OpenQueries();
        Wait(() => _elsewhere.IsQuiet);
        Session.Link.Restore();
        Wait(() => Client.Status.State == ConnectionState.Connected && _elsewhere.IsQuiet);
        IsCut = false;
        IsUp = true;
        if (isLossy && wasAsking)
        {
            // What it asked for is out of date by then, and it will ask once more.
            Ask(Session, _askedFor);
        }
    }

    public void Reconnect()
    {
        FakeSession dropped = Session;
        _mayOpen.SetResult();
        Wait(() => Session != dropped);
        Pump(() => Client.Status.State == ConnectionState.Connected && _elsewhere.IsQuiet);
        IsUp = true;
        Settle();
    }

    /// <summary>The server is about to tell that the series is over; the client hears it in its turn.</summary>
    public void RemoveSeries(int series)
    {
        if ((IsUp || IsCut) && Session.Selections.Count > 0)
        {
            _removals.Enqueue(series);
        }
    }

    /// <summary>Lets everything pass that is not held back by the schedule.</summary>
    public void Pump()
    {
        while (!IsHeld && !IsCut && _session is { Deliveries.Waiting: > 0 })
        {
            ReleaseOne();
        }
    }

    /// <summary>Lets the next thing pass that the server sends.</summary>
    public void ReleaseOne()
    {
        FakeSession session = Session;
        int before = _renewal;
        session.Deliveries.Release(1);
        _mustAsk |= IsUp && _renewal != before;
        Confirm(session);
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

    public async Task<ITopicSession> OpenAsync(SessionCredentials credentials, CancellationToken cancellationToken)
    {
        await _mayOpen.Task.WaitAsync(cancellationToken);
        var session = (FakeSession)await _sessions.OpenAsync(credentials, cancellationToken);
        session.Deliveries.Hold();
        session.Loses = () => Loses(session);
        session.AddSeriesListener(_path, this);
        _asked = 0;
        _mustAsk = false;
        _isAsking = false;
        _session = session;
        return session;
    }

    public void OnSubscribed(TopicDescription description)
    {
        _renewal++;
        _isSettled = false;
        _incoming = (-1, -1);
        _latest = (Truth.SeriesOf(description), -1);
    }

    public void OnValue(TopicValue value)
    {
        Received++;
        Happening happening = Truth.Find(value.Event)!;
        _latest = (happening.Series, happening.Sequence);
        if (_isSettled)
        {
            Know(_latest);
        }

        if (!happening.IsOriginal)
        {
            return;
        }

        FirstShown.TryAdd(happening.Series, happening.Original);
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
        if (cause == UnsubscribeCause.Refreshed)
        {
            _renewal++;
            _isSettled = false;
            _latest = (_latest.Series + 1, -1); // unless the topic is announced anew
            return;
        }

        if (cause == UnsubscribeCause.Server)
        {
            EndsTold++;
            return;
        }

        _mustAsk = false;
        int removed = _removals.Dequeue();
        RemovedSeries.Add(removed);
        Known = _latest = (removed + 1, -1);
    }

    public static void Wait(Func<bool> condition)
    {
        if (!SpinWait.SpinUntil(condition, Patience))
        {
            throw new TimeoutException($"Nothing came of it in {Patience}.");
        }
    }

    /// <summary>
    /// The client asks, on a thread of its own, for a confirmation when a subscription begins that it did not ask for, and once more
    /// when another has begun before the answer. The answer has its place behind everything that is on its way by then.
    /// </summary>
    private void Confirm(FakeSession session)
    {
        if (!_mustAsk || _isAsking)
        {
            return;
        }

        Ask(session, _renewal);
    }

    private void Ask(FakeSession session, int renewal)
    {
        _isAsking = true;
        _asked++;
        _askedFor = renewal;
        Wait(() => session.SubscribeCalls > _asked && _elsewhere.IsQuiet);
        int refreshes = session.Refreshes;
        session.Deliveries.Pass(() =>
        {
            _isAsking = false;
            if (renewal == _renewal && refreshes == session.Refreshes && !session.Ended.IsCompleted)
            {
                _mustAsk = false;
                Settle();
            }
        });
    }

    /// <summary>
    /// None gets lost before the client knows that what a subscription begins with is complete: these numbers do not follow
    /// each other anyway, so nobody could see that one is missing.
    /// </summary>
    private bool Loses(FakeSession session)
    {
        bool loses = ToLose > 0 && IsUp && _isSettled && session.Announcements == 0;
        ToLose -= loses ? 1 : 0;
        return loses;
    }

    private void Settle()
    {
        _isSettled = true;
        Know(_latest);
        if (_incoming.CompareTo(Visible) > 0)
        {
            Visible = _incoming;
        }
    }

    private void Know((int Series, long Last) latest)
    {
        Known = latest;
        LastKnown[latest.Series] = Math.Max(LastKnown.GetValueOrDefault(latest.Series, -1), latest.Last);
    }

    private void Pump(Func<bool> isDone)
    {
        var patience = Stopwatch.StartNew();
        for (var spin = new SpinWait(); !isDone(); spin.SpinOnce(sleep1Threshold: -1))
        {
            Pump();
            if (patience.Elapsed > Patience)
            {
                throw new TimeoutException($"The client did not get anywhere in {Patience}; it is {Client.Status.State}.");
            }
        }

        Pump();
    }
}
