using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Security;

/// <summary>A principal of the system authentication store (rule SEC-11). Passwords never travel back.</summary>
/// <param name="Name">The principal.</param>
/// <param name="Roles">The roles that its sessions get.</param>
/// <param name="LockingPrincipal">The one principal that may change this entry; null if there is no such restriction.</param>
public sealed record StoredPrincipal(string Name, IReadOnlyList<string> Roles, string? LockingPrincipal) : IWireMessage<StoredPrincipal>
{
    internal const int SmallestSize = 3;

    /// <inheritdoc/>
    public static StoredPrincipal ReadFrom(ref WireReader reader) =>
        new(reader.ReadString(), WireLists.ReadTexts(ref reader), WireLists.ReadOptionalText(ref reader));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Name);
        WireLists.WriteTexts(writer, Roles);
        WireLists.WriteOptionalText(writer, LockingPrincipal);
    }
}
