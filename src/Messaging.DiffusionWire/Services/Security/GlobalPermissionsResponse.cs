using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Services.Security;

/// <summary>What the own session may do wherever it is (rule SEC-04). The answer to an empty request.</summary>
/// <param name="Permissions">Read as they come: there may be numbers without a name.</param>
public sealed record GlobalPermissionsResponse(IReadOnlyList<GlobalPermission> Permissions) : IWireMessage<GlobalPermissionsResponse>
{
    /// <inheritdoc/>
    public static GlobalPermissionsResponse ReadFrom(ref WireReader reader) => new(PermissionLists.ReadGlobal(ref reader));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer) => PermissionLists.Write(writer, Permissions);
}
