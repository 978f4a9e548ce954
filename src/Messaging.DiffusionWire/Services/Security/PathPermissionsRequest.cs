using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Security;

/// <summary>What may the own session do at a path? (rule SEC-04). The answer is a <see cref="PathPermissionsResponse"/>.</summary>
/// <param name="Path">The path. There need not be a topic.</param>
public readonly record struct PathPermissionsRequest(string Path) : IWireMessage<PathPermissionsRequest>
{
    /// <inheritdoc/>
    public static PathPermissionsRequest ReadFrom(ref WireReader reader) => new(reader.ReadString());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer) => writer.WriteString(Path);
}
