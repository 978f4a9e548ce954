using System.Collections.Concurrent;
using System.Security.Cryptography;
using Messaging.DiffusionWire.Primitives;

namespace Messaging.LocalServer.Sessions;

/// <summary>The sessions that are open, and the ids of the next ones.</summary>
internal sealed class SessionRegistry
{
    private readonly ConcurrentDictionary<SessionId, Session> _sessions = new();

    // Different in every run, so that nobody mistakes a session of an earlier run for one of this.
    private readonly long _serverPart = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
    private long _lastSession;

    public int Count => _sessions.Count;

    public SessionId NextId() => new(_serverPart, Interlocked.Increment(ref _lastSession));

    public void Add(Session session) => _sessions[session.Id] = session;

    public void Remove(Session session) => _sessions.TryRemove(session.Id, out _);
}
