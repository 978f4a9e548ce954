using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Services.Security;

/// <summary>What the own session may do at a path (rule SEC-04).</summary>
/// <param name="Permissions">Read as they come: there may be numbers without a name.</param>
public sealed record PathPermissionsResponse(IReadOnlyList<PathPermission> Permissions) : IWireMessage<PathPermissionsResponse>
{
    /// <inheritdoc/>
    public static PathPermissionsResponse ReadFrom(ref WireReader reader) => new(PermissionLists.ReadPath(ref reader));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer) => PermissionLists.Write(writer, Permissions);
}
