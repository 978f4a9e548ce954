using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Sessions;
using Messaging.LocalServer.Sessions.Filters;

namespace Messaging.LocalServer.Control;

/// <summary>Finds the sessions that requests are about: one by its id, or all that a filter selects at this moment.</summary>
internal sealed class SessionSearch(SessionRegistry sessions)
{
    /// <exception cref="ServiceException">There is no such session.</exception>
    public Session Find(SessionId id) =>
        sessions.Find(id) ?? throw new ServiceException(ServiceErrorCode.NoSuchSession, $"No such session: {id}.");

    /// <summary>Finds sessions by a filter.</summary>
    /// <param name="filter">The text of the filter.</param>
    /// <param name="found">What it selects.</param>
    /// <returns>What is wrong with the filter, for the one who sent it; empty if nothing is.</returns>
    public IReadOnlyList<ErrorReport> Find(string filter, out IReadOnlyList<Session> found)
    {
        IReadOnlyList<ErrorReport> errors = TryParse(filter, out SessionFilter parsed);
        found = errors.Count > 0 ? [] : [.. sessions.All.Where(session => Matches(parsed, session.Identity))];
        return errors;
    }

    /// <summary>Reads a filter.</summary>
    /// <returns>What is wrong with it; empty if nothing is.</returns>
    public static IReadOnlyList<ErrorReport> TryParse(string filter, out SessionFilter parsed)
    {
        try
        {
            parsed = SessionFilter.Parse(filter);
            return [];
        }
        catch (SessionFilterException e)
        {
            parsed = SessionFilter.Everything;
            return [new ErrorReport(e.Message, e.Line, e.Column)];
        }
    }

    private static bool Matches(SessionFilter filter, SessionIdentity identity) => filter.Matches(new FilterSubject(identity.PropertyMap, identity.Roles));
}
