using System.Collections.Concurrent;
using System.Security.Cryptography;
using Messaging.DiffusionWire.Primitives;

namespace Messaging.LocalServer.Sessions;

/// <summary>The sessions that are open, and the ids of the next ones.</summary>
internal sealed class SessionRegistry
{
    private readonly ConcurrentDictionary<SessionId, Session> _sessions = new();
    private readonly ConcurrentDictionary<string, Session> _byToken = new(StringComparer.Ordinal);

    // Different in every run, so that nobody mistakes a session of an earlier run for one of this.
    private readonly long _serverPart = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
    private long _lastSession;

    public int Count => _sessions.Count;

    /// <summary>The sessions that are open now.</summary>
    public IEnumerable<Session> All => _sessions.Select(session => session.Value);

    public SessionId NextId() => new(_serverPart, Interlocked.Increment(ref _lastSession));

    /// <summary>An open session, or null.</summary>
    public Session? Find(SessionId id) => _sessions.GetValueOrDefault(id);

    /// <summary>The session that a client can take up again by a token, or null.</summary>
    public Session? Find(string token) => _byToken.GetValueOrDefault(token);

    public void Add(Session session)
    {
        _sessions[session.Id] = session;
        if (session.KeptFor > TimeSpan.Zero)
        {
            _byToken[session.Token] = session;
        }
    }

    public void Remove(Session session)
    {
        _sessions.TryRemove(session.Id, out _);
        _byToken.TryRemove(session.Token, out _);
    }
}
