using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>Change the roles of a session (rule SEC-34). The answer is empty.</summary>
/// <param name="Session">The session.</param>
/// <param name="RemovedRoles">The roles to take away, first.</param>
/// <param name="AddedRoles">The roles to give, then.</param>
public sealed record ChangeRolesRequest(SessionId Session, IReadOnlyList<string> RemovedRoles, IReadOnlyList<string> AddedRoles)
    : IWireMessage<ChangeRolesRequest>
{
    /// <inheritdoc/>
    public static ChangeRolesRequest ReadFrom(ref WireReader reader) =>
        new(SessionId.ReadFrom(ref reader), WireLists.ReadTexts(ref reader), WireLists.ReadTexts(ref reader));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        Session.WriteTo(writer);
        WireLists.WriteTexts(writer, RemovedRoles);
        WireLists.WriteTexts(writer, AddedRoles);
    }
}
