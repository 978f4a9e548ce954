using Messaging.LocalServer.Connections;

namespace Messaging.LocalServer.Sessions.Recovery;

/// <summary>The sessions that have no connection at the moment, and how long they may be without.</summary>
/// <remarks>
/// Bounded by <see cref="LocalServerOptions.MaximumDisconnectedSessions"/>. Overflow rule: the one that has waited longest has to end.
/// Lock: <c>_gate</c>, a leaf. Nobody is called under it.
/// </remarks>
internal sealed class DisconnectedSessions(LocalServerOptions options, TimerCount timers)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Entry> _entries = [];
    private readonly Dictionary<Session, LinkedListNode<Entry>> _nodes = [];
    private bool _isStopped;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _nodes.Count;
            }
        }
    }

    /// <summary>Keeps a session for as long as it and the server allow.</summary>
    /// <param name="session">The session.</param>
    /// <param name="onExpired">Called when that is over, on a thread of the clock.</param>
    /// <param name="crowdedOut">A session that is kept no longer, as there are too many.</param>
    /// <returns>False if nothing is kept any more.</returns>
    public bool TryAdd(Session session, Action onExpired, out Session? crowdedOut)
    {
        lock (_gate)
        {
            crowdedOut = null;
            if (_isStopped)
            {
                return false;
            }

            if (_nodes.Count >= options.MaximumDisconnectedSessions)
            {
                crowdedOut = _entries.First!.Value.Session;
                RemoveUnderGate(crowdedOut);
            }

            Entry entry = new(session);
            entry.Timer = timers.Start(options.TimeProvider, () => Expire(entry, onExpired), session.KeptFor, Timeout.InfiniteTimeSpan);
            _nodes.Add(session, _entries.AddLast(entry));
            return true;
        }
    }

    /// <summary>A session has a connection again, or has ended.</summary>
    /// <returns>False if it is not kept: its time is over, or it never was.</returns>
    public bool Remove(Session session)
    {
        lock (_gate)
        {
            return RemoveUnderGate(session);
        }
    }

    /// <summary>Keeps nothing any more.</summary>
    /// <returns>The sessions that have to end by that.</returns>
    public IReadOnlyList<Session> Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            Session[] sessions = [.. _entries.Select(entry => entry.Session)];
            foreach (Session session in sessions)
            {
                RemoveUnderGate(session);
            }

            return sessions;
        }
    }

    private void Expire(Entry entry, Action onExpired)
    {
        lock (_gate)
        {
            // A timer may fire while its session gets a connection, and even loses that one again.
            if (_nodes.GetValueOrDefault(entry.Session)?.Value != entry)
            {
                return;
            }

            RemoveUnderGate(entry.Session);
        }

        onExpired();
    }

    private bool RemoveUnderGate(Session session)
    {
        if (!_nodes.Remove(session, out LinkedListNode<Entry>? node))
        {
            return false;
        }

        _entries.Remove(node);
        node.Value.Timer!.Dispose();
        return true;
    }

    private sealed class Entry(Session session)
    {
        public Session Session { get; } = session;

        public ITimer? Timer { get; set; }
    }
}
