using Messaging.LocalServer.Security.Roles;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Security.SignIn;

/// <summary>What others change about a session while authenticators think about it. That takes a while, and must not undo the changes.</summary>
internal static class LateChanges
{
    /// <summary>Puts what was changed meanwhile on top of what was decided.</summary>
    /// <param name="asked">The session that the authenticators were asked about.</param>
    /// <param name="now">The session as it is now.</param>
    /// <param name="decided">What the authenticators made of the one they were asked about.</param>
    /// <returns>What it is to be. A role that was given meanwhile was given to the principal of that time, and no other one gets it.</returns>
    public static SessionIdentity Apply(SessionIdentity asked, SessionIdentity now, SessionIdentity decided)
    {
        if (ReferenceEquals(asked, now))
        {
            return decided;
        }

        IEnumerable<string> kept = decided.Roles.Except(asked.Roles.Except(now.Roles, StringComparer.Ordinal), StringComparer.Ordinal);
        IEnumerable<string> given = decided.Principal == now.Principal ? now.Roles.Except(asked.Roles, StringComparer.Ordinal) : [];
        HashSet<string> changed = [.. KeysOfChanges(asked, now)];
        IEnumerable<KeyValuePair<string, string>> properties = decided.Properties
            .Where(property => !changed.Contains(property.Key))
            .Concat(now.Properties.Where(property => changed.Contains(property.Key)));
        return new SessionIdentity(decided.Principal, new RoleList(kept.Concat(given)), properties);
    }

    // Who it is and what it may do are no properties to keep: they follow from the decision.
    private static IEnumerable<string> KeysOfChanges(SessionIdentity asked, SessionIdentity now) => asked.PropertyMap.Keys
        .Union(now.PropertyMap.Keys, StringComparer.Ordinal)
        .Where(key => key is not (SessionIdentity.PrincipalKey or SessionIdentity.RolesKey))
        .Where(key => asked.PropertyMap.GetValueOrDefault(key) != now.PropertyMap.GetValueOrDefault(key));
}
