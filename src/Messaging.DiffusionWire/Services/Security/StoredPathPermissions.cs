using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Services.Security;

/// <summary>What a role grants at a path (rule SEC-12). An empty grant is a grant, too: it hides what stands further up.</summary>
/// <param name="Path">The path, as it was given.</param>
/// <param name="Permissions">What is granted there.</param>
public sealed record StoredPathPermissions(string Path, IReadOnlyList<PathPermission> Permissions) : IWireMessage<StoredPathPermissions>
{
    internal const int SmallestSize = 2;

    /// <inheritdoc/>
    public static StoredPathPermissions ReadFrom(ref WireReader reader) => new(reader.ReadString(), PermissionLists.ReadNamedPath(ref reader));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Path);
        PermissionLists.Write(writer, Permissions);
    }
}
