using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Security;

/// <summary>The security store (rule SEC-12). The answer to an empty request.</summary>
/// <param name="AnonymousRoles">The roles that every session without a principal has.</param>
/// <param name="NamedRoles">The roles that every session with a principal has.</param>
/// <param name="Roles">What the roles grant.</param>
/// <param name="IsolatedPaths">The paths that take no grants from further up.</param>
public sealed record SecurityResponse(
    IReadOnlyList<string> AnonymousRoles,
    IReadOnlyList<string> NamedRoles,
    IReadOnlyList<StoredRole> Roles,
    IReadOnlyList<string> IsolatedPaths) : IWireMessage<SecurityResponse>
{
    /// <inheritdoc/>
    public static SecurityResponse ReadFrom(ref WireReader reader) => new(
        WireLists.ReadTexts(ref reader),
        WireLists.ReadTexts(ref reader),
        WireLists.ReadList<StoredRole>(ref reader, StoredRole.SmallestSize),
        WireLists.ReadTexts(ref reader));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        WireLists.WriteTexts(writer, AnonymousRoles);
        WireLists.WriteTexts(writer, NamedRoles);
        WireLists.WriteList(writer, Roles);
        WireLists.WriteTexts(writer, IsolatedPaths);
    }
}
