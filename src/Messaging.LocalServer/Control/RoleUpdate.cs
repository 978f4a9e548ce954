using Messaging.DiffusionWire.Services;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Security.Roles;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Control;

/// <summary>A change of the roles of sessions (SEC-34).</summary>
internal sealed class RoleUpdate
{
    private readonly IReadOnlyList<string> _removed;
    private readonly IReadOnlyList<string> _added;

    /// <exception cref="ServiceException">It changes nothing, or contradicts itself.</exception>
    public RoleUpdate(IReadOnlyList<string> removed, IReadOnlyList<string> added)
    {
        if (removed.Count + added.Count == 0)
        {
            throw new ServiceException(ServiceErrorCode.InvalidData, "There is no role to remove and none to add.");
        }

        if (removed.Intersect(added, StringComparer.Ordinal).FirstOrDefault() is { } both)
        {
            throw new ServiceException(ServiceErrorCode.InvalidData, $"The role '{both}' is to be both removed and added.");
        }

        _removed = removed;
        _added = added;
    }

    public SessionIdentity ApplyTo(SessionIdentity identity) =>
        identity.With(new RoleList(identity.Roles.Except(_removed, StringComparer.Ordinal).Concat(_added)));
}
