using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Dispatch;

namespace Messaging.LocalServer.Sessions.Events;

/// <summary>Tells listeners which sessions there are: open, then changes in order, then close; each once (SEC-42).</summary>
/// <remarks>
/// <para>A session may change on several threads at once. What is told is always the difference between what was told last and
/// what is true now, so whoever comes first tells both changes, and the other one finds nothing to tell.</para>
/// <para>Once a listener was told of a session it hears of it until its end, even if the session fits the filter no more:
/// the change that shows this is an event as well, and nobody is left with a session that never closes.</para>
/// <para>Listeners of a session that may not see sessions any more end, without a word: the protocol has none.</para>
/// <para>A listener that reads too slowly is ended by the bound of its own connection. Lock: <c>_gate</c> guards all fields,
/// comes before the outputs of connections, and no other lock is taken under it.</para>
/// </remarks>
/// <param name="maximumListenersPerSession">How many listeners one session may have.</param>
internal sealed class SessionEvents(int maximumListenersPerSession)
{
    private const int EventsPerMessage = 100;

    private readonly Lock _gate = new();
    private readonly Dictionary<Session, SessionIdentity> _announced = [];
    private readonly Dictionary<Session, List<SessionListener>> _listeners = [];
    private readonly HashSet<Session> _disconnected = [];

    /// <summary>A session is open.</summary>
    public void OnOpened(Session session, WriteBatch batch)
    {
        lock (_gate)
        {
            SessionIdentity identity = session.Identity;
            _announced[session] = identity;
            Tell(listener => listener.Open(session, identity), batch);
        }
    }

    /// <summary>Something about a session may have changed.</summary>
    public void OnChanged(Session session, WriteBatch batch)
    {
        lock (_gate)
        {
            if (_announced.TryGetValue(session, out SessionIdentity? before))
            {
                SessionIdentity after = session.Identity;
                _announced[session] = after;
                Tell(listener => listener.Change(session, before, after), batch);
            }
        }
    }

    /// <summary>A session has lost its connection, and may get another one.</summary>
    public void OnDisconnected(Session session, WriteBatch batch)
    {
        lock (_gate)
        {
            if (_announced.ContainsKey(session) && _disconnected.Add(session))
            {
                Tell(listener => listener.Reconnect(session, SessionUpdateCause.Disconnected), batch);
            }
        }
    }

    /// <summary>A session has a connection again.</summary>
    /// <param name="session">The session.</param>
    /// <param name="isRestarted">Whether it has lost messages.</param>
    /// <param name="batch">Takes the connections that are written to.</param>
    public void OnReconnected(Session session, bool isRestarted, WriteBatch batch)
    {
        lock (_gate)
        {
            if (_disconnected.Remove(session))
            {
                SessionUpdateCause cause = isRestarted ? SessionUpdateCause.FailedOver : SessionUpdateCause.Reconnected;
                Tell(listener => listener.Reconnect(session, cause), batch);
            }
        }
    }

    /// <summary>A session has ended, and its listeners with it. May be called again.</summary>
    public void OnClosed(Session session, SessionCloseReason reason, WriteBatch batch)
    {
        lock (_gate)
        {
            _listeners.Remove(session);
            _disconnected.Remove(session);
            if (_announced.Remove(session, out SessionIdentity? identity))
            {
                Tell(listener => listener.Close(session, identity, reason), batch);
            }
        }
    }

    /// <summary>Tells a new listener of all sessions there are, and from then on of what happens.</summary>
    public void Add(Session owner, SessionListener listener, WriteBatch batch)
    {
        lock (_gate)
        {
            if (!_announced.ContainsKey(owner))
            {
                // It has ended while it asked.
                return;
            }

            if (!_listeners.TryGetValue(owner, out List<SessionListener>? listeners))
            {
                _listeners.Add(owner, listeners = []);
            }

            listeners.Add(listener);
            IEnumerable<SessionEvent> events = _announced
                .Select(announced => listener.Open(announced.Key, announced.Value))
                .OfType<SessionEvent>()
                .Concat(_disconnected.Select(session => listener.Reconnect(session, SessionUpdateCause.Disconnected)).OfType<SessionEvent>());
            foreach (SessionEvent[] chunk in events.Chunk(EventsPerMessage))
            {
                listener.Send(chunk, batch);
            }
        }
    }

    /// <summary>Refuses one listener more than a session may have.</summary>
    /// <exception cref="ServiceException">It has them all.</exception>
    public void RequireRoom(Session owner)
    {
        lock (_gate)
        {
            if (_listeners.TryGetValue(owner, out List<SessionListener>? listeners) && listeners.Count >= maximumListenersPerSession)
            {
                throw new ServiceException(ServiceErrorCode.RejectedRequest, $"The session has {listeners.Count} session listeners; no more are allowed.");
            }
        }
    }

    /// <summary>Takes a listener away, if it is there.</summary>
    public void Remove(Session owner, int streamId)
    {
        lock (_gate)
        {
            if (_listeners.TryGetValue(owner, out List<SessionListener>? listeners))
            {
                listeners.RemoveAll(listener => listener.StreamId == streamId);
                if (listeners.Count == 0)
                {
                    _listeners.Remove(owner);
                }
            }
        }
    }

    private void Tell(Func<SessionListener, SessionEvent?> eventFor, WriteBatch batch)
    {
        foreach ((Session owner, List<SessionListener> listeners) in _listeners)
        {
            // Asked with each event, so that nobody has to look when roles change. What misses one event is of no use later, either.
            if (!owner.Permissions.Has(GlobalPermission.ViewSession))
            {
                _listeners.Remove(owner);
                continue;
            }

            foreach (SessionListener listener in listeners)
            {
                if (eventFor(listener) is { } one)
                {
                    listener.Send([one], batch);
                }
            }
        }
    }
}
