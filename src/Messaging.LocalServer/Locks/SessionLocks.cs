using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Locks;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Locks;

/// <summary>The session locks of the server: who holds them, and who waits (SEC-60).</summary>
/// <remarks>
/// <para>Whoever waits longest is next, and gets all of its own calls for the lock answered at once, with one sequence number.
/// A session that loses its connection loses its locks of the narrower scope with it, and its calls for them.</para>
/// <para>Bounded by what one session may hold and wait for. Overflow rule: the call is refused.</para>
/// <para>Lock: <c>_gate</c> guards all fields. Under it only the outputs of sessions are written to.</para>
/// </remarks>
/// <param name="maximumPerSession">How many locks one session may hold and wait for.</param>
internal sealed class SessionLocks(int maximumPerSession)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HeldLock> _held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<LockRequest>> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<Session, int> _counts = [];
    private long _nextSequence;

    /// <summary>The locks that are held now, in no order.</summary>
    public IReadOnlyList<HeldLock> Held
    {
        get
        {
            lock (_gate)
            {
                return [.. _held.Values];
            }
        }
    }

    /// <summary>Who holds a lock, or null.</summary>
    public HeldLock? Find(string name)
    {
        lock (_gate)
        {
            return _held.GetValueOrDefault(name);
        }
    }

    /// <summary>Answers a call with the lock: now if it is free or the caller's own, otherwise when it is let go.</summary>
    /// <exception cref="ServiceException">The session holds and waits for too many.</exception>
    public void Acquire(string name, LockRequest request, WriteBatch batch)
    {
        lock (_gate)
        {
            if (_held.TryGetValue(name, out HeldLock? held) && held.Owner == request.Session)
            {
                Answer(request, held, batch);
                return;
            }

            int count = _counts.GetValueOrDefault(request.Session);
            if (count >= maximumPerSession)
            {
                throw new ServiceException(ServiceErrorCode.RejectedRequest, $"The session holds and waits for {count} locks; no more are allowed.");
            }

            _counts[request.Session] = count + 1;
            if (held is null)
            {
                Grant(name, [request], batch);
                return;
            }

            if (!_waiting.TryGetValue(name, out List<LockRequest>? waiting))
            {
                _waiting.Add(name, waiting = []);
            }

            waiting.Add(request);
        }
    }

    /// <summary>Lets a lock go.</summary>
    /// <returns>False if the session does not hold the lock with this sequence number.</returns>
    public bool Release(string name, Session session, long sequence, WriteBatch batch)
    {
        lock (_gate)
        {
            if (!_held.TryGetValue(name, out HeldLock? held) || held.Owner != session || held.Sequence != sequence)
            {
                return false;
            }

            Release(held, batch);
            return true;
        }
    }

    /// <summary>Ends the waiting of one call. Its caller learns that it has not got the lock.</summary>
    public void Cancel(string name, Session session, int requestId, WriteBatch batch)
    {
        lock (_gate)
        {
            if (_waiting.TryGetValue(name, out List<LockRequest>? waiting)
                && waiting.Find(request => request.Session == session && request.RequestId == requestId) is { } cancelled)
            {
                waiting.Remove(cancelled);
                ForgetQueueIfEmpty(name, waiting);
                Uncount(session, 1);
                session.Refuse(cancelled.ConversationId, new ServiceError($"The request for the lock '{name}' was cancelled.", ServiceErrorCode.RequestTimeOut), batch);
            }
        }
    }

    /// <summary>Lets go of what a session holds and waits for in the scope of its connection, which is lost (SESS-21).</summary>
    public void OnDisconnected(Session session, WriteBatch batch)
    {
        lock (_gate)
        {
            foreach (LockRequest request in ForgetRequests(session, request => request.Scope == SessionLockScope.UnlockOnConnectionLoss))
            {
                // It hears of it if it gets another connection.
                session.Refuse(request.ConversationId, new ServiceError("The connection was lost while the session waited for the lock.", ServiceErrorCode.CommunicationFailure), batch);
            }

            foreach (HeldLock held in _held.Values.Where(held => held.Owner == session && held.Scope == SessionLockScope.UnlockOnConnectionLoss).ToArray())
            {
                Release(held, batch);
            }
        }
    }

    /// <summary>Forgets the calls of a session that has lost messages: it does not wait for their answers any more (SESS-12).</summary>
    public void OnRestarted(Session session)
    {
        lock (_gate)
        {
            ForgetRequests(session, _ => true);
        }
    }

    /// <summary>Lets go of all that a session holds and waits for. May be called again.</summary>
    public void Forget(Session session, WriteBatch batch)
    {
        lock (_gate)
        {
            if (!_counts.ContainsKey(session))
            {
                return;
            }

            ForgetRequests(session, _ => true);
            foreach (HeldLock held in _held.Values.Where(held => held.Owner == session).ToArray())
            {
                Release(held, batch);
            }

            _counts.Remove(session);
        }
    }

    private List<LockRequest> ForgetRequests(Session session, Func<LockRequest, bool> condition)
    {
        List<LockRequest> forgotten = [];
        if (!_counts.ContainsKey(session))
        {
            return forgotten;
        }

        foreach ((string name, List<LockRequest> waiting) in _waiting)
        {
            forgotten.AddRange(waiting.Where(request => request.Session == session && condition(request)));
            waiting.RemoveAll(request => request.Session == session && condition(request));
            ForgetQueueIfEmpty(name, waiting);
        }

        if (forgotten.Count > 0)
        {
            Uncount(session, forgotten.Count);
        }

        return forgotten;
    }

    private static void Answer(LockRequest request, HeldLock held, WriteBatch batch) =>
        request.Session.Respond(request.ConversationId, new AcquiredLock(held.Name, held.Sequence, held.Scope), batch);

    private void Release(HeldLock held, WriteBatch batch)
    {
        _held.Remove(held.Name);
        Uncount(held.Owner, 1);
        if (_waiting.TryGetValue(held.Name, out List<LockRequest>? waiting))
        {
            Session next = waiting[0].Session;
            List<LockRequest> granted = waiting.FindAll(request => request.Session == next);
            waiting.RemoveAll(request => request.Session == next);
            ForgetQueueIfEmpty(held.Name, waiting);
            Uncount(next, granted.Count - 1);
            Grant(held.Name, granted, batch);
        }
    }

    private void Grant(string name, List<LockRequest> requests, WriteBatch batch)
    {
        // Of two scopes the one that lets go sooner counts for both.
        HeldLock held = new(name, requests[0].Session, _nextSequence++, requests.Max(request => request.Scope));
        _held.Add(name, held);
        foreach (LockRequest request in requests)
        {
            Answer(request, held, batch);
        }
    }

    private void ForgetQueueIfEmpty(string name, List<LockRequest> waiting)
    {
        if (waiting.Count == 0)
        {
            _waiting.Remove(name);
        }
    }

    private void Uncount(Session session, int count)
    {
        if ((_counts[session] -= count) == 0)
        {
            _counts.Remove(session);
        }
    }
}
