namespace Messaging.LocalServer.Sessions;

/// <summary>Counts sessions, in all and by principal, and says when there is no room for one more.</summary>
/// <remarks>
/// It has its own record of who counts as what, so that a session which ends while it changes its principal is counted out exactly once.
/// Lock: <c>_gate</c> guards all fields, a leaf. All members may be called from any thread.
/// </remarks>
internal sealed class SessionQuota(LocalServerOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Session, string> _principals = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Why nobody gets in at the moment; null if somebody may. To be asked before it costs anything to find out who it is.</summary>
    public string? FindProblem()
    {
        lock (_gate)
        {
            return FindProblemUnderGate();
        }
    }

    /// <summary>Counts a new session.</summary>
    /// <returns>Null if it is counted; else why there is no room for it.</returns>
    public string? TryEnter(Session session, string principal)
    {
        lock (_gate)
        {
            if ((FindProblemUnderGate() ?? FindProblemUnderGate(principal)) is { } problem)
            {
                return problem;
            }

            _principals.Add(session, principal);
            Add(principal);
            return null;
        }
    }

    /// <summary>Counts a session as another principal. Of one that has ended there is nothing to count.</summary>
    /// <returns>Null if it is counted; else why there is no room for it.</returns>
    public string? TryMove(Session session, string principal)
    {
        lock (_gate)
        {
            if (!_principals.TryGetValue(session, out string? former) || former == principal)
            {
                return null;
            }

            if (FindProblemUnderGate(principal) is { } problem)
            {
                return problem;
            }

            Remove(former);
            Add(principal);
            _principals[session] = principal;
            return null;
        }
    }

    /// <summary>A session has ended. May be called again.</summary>
    public void Leave(Session session)
    {
        lock (_gate)
        {
            if (_principals.Remove(session, out string? principal))
            {
                Remove(principal);
            }
        }
    }

    private string? FindProblemUnderGate() => _principals.Count >= options.MaximumSessions
        ? $"there are {_principals.Count} sessions, and no more are allowed."
        : null;

    private string? FindProblemUnderGate(string principal) =>
        principal.Length > 0 && _counts.TryGetValue(principal, out int count) && count >= options.MaximumSessionsPerPrincipal
            ? $"the principal has {count} sessions, and no more are allowed."
            : null;

    // Nobody is no principal.
    private void Add(string principal)
    {
        if (principal.Length > 0)
        {
            _counts[principal] = _counts.GetValueOrDefault(principal) + 1;
        }
    }

    private void Remove(string principal)
    {
        if (principal.Length > 0 && --_counts[principal] == 0)
        {
            _counts.Remove(principal);
        }
    }
}
