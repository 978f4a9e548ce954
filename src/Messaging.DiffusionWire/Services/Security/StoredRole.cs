using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Services.Security;

/// <summary>A role of the security store (rule SEC-12).</summary>
/// <param name="Name">The role.</param>
/// <param name="GlobalPermissions">What it grants everywhere.</param>
/// <param name="DefaultPathPermissions">What it grants at paths for which no role says anything.</param>
/// <param name="PathPermissions">What it grants at paths.</param>
/// <param name="IncludedRoles">The roles whose grants it has as well.</param>
/// <param name="LockingPrincipal">The one principal that may change this role; null if there is no such restriction.</param>
public sealed record StoredRole(
    string Name,
    IReadOnlyList<GlobalPermission> GlobalPermissions,
    IReadOnlyList<PathPermission> DefaultPathPermissions,
    IReadOnlyList<StoredPathPermissions> PathPermissions,
    IReadOnlyList<string> IncludedRoles,
    string? LockingPrincipal) : IWireMessage<StoredRole>
{
    internal const int SmallestSize = 6;

    /// <inheritdoc/>
    public static StoredRole ReadFrom(ref WireReader reader) => new(
        reader.ReadString(),
        PermissionLists.ReadNamedGlobal(ref reader),
        PermissionLists.ReadNamedPath(ref reader),
        WireLists.ReadList<StoredPathPermissions>(ref reader, StoredPathPermissions.SmallestSize),
        WireLists.ReadTexts(ref reader),
        WireLists.ReadOptionalText(ref reader));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Name);
        PermissionLists.Write(writer, GlobalPermissions);
        PermissionLists.Write(writer, DefaultPathPermissions);
        WireLists.WriteList(writer, PathPermissions);
        WireLists.WriteTexts(writer, IncludedRoles);
        WireLists.WriteOptionalText(writer, LockingPrincipal);
    }
}
