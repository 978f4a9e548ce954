using Messaging.LocalServer.Connections;

namespace Messaging.LocalServer.Sessions.Recovery;

/// <summary>Which connection a session has: one, none for a while, or none any more.</summary>
/// <remarks>
/// <para>Several connections may want the session, as a client that hears nothing tries again. The latest one gets it: each waits until the
/// one before it handles nothing more (<see cref="Connection.Released"/>), and gives up if there is a later one by then.</para>
/// <para>Lock: <c>_gate</c>, before that of the topic tree. What callers do under it only writes to outputs and keeps accounts.</para>
/// </remarks>
internal sealed class SessionLink
{
    private readonly Lock _gate = new();
    private Connection? _connection;
    private Connection? _latest;
    private bool _hasEnded;

    public SessionLink(Connection connection) => _connection = _latest = connection;

    /// <summary>The connection that the session has, or had when it ended.</summary>
    public Connection? Connection => Volatile.Read(ref _connection);

    /// <summary>A connection that waits for the session.</summary>
    public Connection? Waiting
    {
        get
        {
            lock (_gate)
            {
                return _latest == _connection ? null : _latest;
            }
        }
    }

    /// <summary>Reserves the session for a connection.</summary>
    /// <param name="next">The connection.</param>
    /// <param name="previous">The one that has the session or waits for it, and now has to go; null if there is none.</param>
    /// <returns>False if the session has ended.</returns>
    public bool TryClaim(Connection next, out Connection? previous)
    {
        lock (_gate)
        {
            previous = _latest;
            if (_hasEnded)
            {
                return false;
            }

            _latest = next;
            return true;
        }
    }

    /// <summary>Gives the session to a connection that has claimed it.</summary>
    /// <param name="next">The connection.</param>
    /// <param name="attach">Does so; false if that is not possible.</param>
    /// <returns>False if it is not possible, the session has ended, or it was claimed by a later connection.</returns>
    public bool TryAttach(Connection next, Func<bool> attach)
    {
        lock (_gate)
        {
            if (_hasEnded || _latest != next || !attach())
            {
                return false;
            }

            _connection = next;
            return true;
        }
    }

    /// <summary>Takes the session from a connection that is lost.</summary>
    /// <param name="lost">The connection.</param>
    /// <param name="detach">Does so; false if the session cannot go on without it.</param>
    /// <returns>False if the session has ended or has to.</returns>
    public bool TryDetach(Connection lost, Func<bool> detach)
    {
        lock (_gate)
        {
            if (_hasEnded || _connection != lost || !detach())
            {
                return false;
            }

            _connection = null;
            if (_latest == lost)
            {
                _latest = null;
            }

            return true;
        }
    }

    /// <summary>Ends the session.</summary>
    /// <returns>False if it has ended before.</returns>
    public bool TryEnd()
    {
        lock (_gate)
        {
            bool isFirst = !_hasEnded;
            _hasEnded = true;
            return isFirst;
        }
    }
}
