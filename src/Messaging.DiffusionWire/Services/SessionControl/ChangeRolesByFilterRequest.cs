using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>Change the roles of several sessions (rule SEC-34). The answer is a <see cref="CountAndErrorsResponse"/>.</summary>
/// <param name="Filter">Which ones: a session filter (rule SEC-38).</param>
/// <param name="RemovedRoles">The roles to take away, first.</param>
/// <param name="AddedRoles">The roles to give, then.</param>
public sealed record ChangeRolesByFilterRequest(string Filter, IReadOnlyList<string> RemovedRoles, IReadOnlyList<string> AddedRoles)
    : IWireMessage<ChangeRolesByFilterRequest>
{
    /// <inheritdoc/>
    public static ChangeRolesByFilterRequest ReadFrom(ref WireReader reader) =>
        new(reader.ReadString(), WireLists.ReadTexts(ref reader), WireLists.ReadTexts(ref reader));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Filter);
        WireLists.WriteTexts(writer, RemovedRoles);
        WireLists.WriteTexts(writer, AddedRoles);
    }
}
