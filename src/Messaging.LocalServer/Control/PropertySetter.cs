using Messaging.DiffusionWire.Services;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Security;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Control;

/// <summary>Changes properties of sessions and tells what was there before (SEC-31).</summary>
internal sealed class PropertySetter(SessionAuthority authority)
{
    /// <summary>Reads a change.</summary>
    /// <exception cref="ServiceException">A key is none.</exception>
    public static PropertyUpdate Read(IReadOnlyList<KeyValuePair<string, string>>? values, IReadOnlyList<string>? removed)
    {
        try
        {
            return new PropertyUpdate(values ?? [], removed ?? []);
        }
        catch (FormatException e)
        {
            throw new ServiceException(ServiceErrorCode.InvalidData, e.Message);
        }
    }

    /// <summary>Refuses a change that is too much for one of several sessions, before any of them is changed.</summary>
    /// <exception cref="ServiceException">It is.</exception>
    public static void RequireRoom(IEnumerable<Session> sessions, PropertyUpdate update)
    {
        foreach (Session session in sessions)
        {
            Apply(update, session.Identity);
        }
    }

    /// <summary>Changes one session.</summary>
    /// <returns>The values before of what was changed or removed, and the keys that are new.</returns>
    /// <exception cref="ServiceException">The session would have too many properties, and is as it was.</exception>
    public (IReadOnlyList<KeyValuePair<string, string>> Previous, IReadOnlyList<string> Added) Apply(Session session, PropertyUpdate update, WriteBatch batch)
    {
        SessionIdentity before = session.Identity;
        SessionIdentity after = before;
        authority.Change(
            session,
            current =>
            {
                before = current;
                return after = Apply(update, current);
            },
            batch);
        return (
            [.. before.Properties.Where(property => after.PropertyMap.GetValueOrDefault(property.Key) != property.Value)],
            [.. after.Properties.Select(property => property.Key).Where(key => !before.PropertyMap.ContainsKey(key))]);
    }

    private static SessionIdentity Apply(PropertyUpdate update, SessionIdentity identity)
    {
        try
        {
            return update.ApplyTo(identity);
        }
        catch (FormatException e)
        {
            throw new ServiceException(ServiceErrorCode.RejectedRequest, e.Message);
        }
    }
}
