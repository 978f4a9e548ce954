using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services.Security;
using Messaging.LocalServer.Security.Roles;

namespace Messaging.LocalServer.Persistence.Records;

/// <summary>What one script changed in the security store. All of a store is a change of an empty one.</summary>
/// <remarks><code>05  removed:list of string  set:list of role  hasGeneral:bool  general?</code> A role is that of the wire (SEC-12).</remarks>
/// <param name="Removed">Roles that are gone.</param>
/// <param name="Set">Roles that are new or other than before, as a whole.</param>
/// <param name="General">What is not about one role, as a whole; null if that did not change.</param>
internal sealed record RolesRecord(IReadOnlyList<string> Removed, IReadOnlyList<StoredRole> Set, GeneralRoles? General)
{
    /// <summary>What differs between two configurations.</summary>
    public static RolesRecord Between(SecurityConfiguration before, SecurityConfiguration after) => new(
        [.. before.Roles.Keys.Where(name => !after.Roles.ContainsKey(name))],
        [.. after.Roles.Values.Where(role => !ReferenceEquals(before.Roles.GetValueOrDefault(role.Name), role)).Select(role => role.ToStored())],
        GeneralRoles.Of(before) == GeneralRoles.Of(after) ? null : GeneralRoles.Of(after));

    /// <summary>Reads a body behind its type.</summary>
    public static RolesRecord ReadFrom(ref WireReader reader) => new(
        RecordLists.ReadTexts(ref reader),
        RecordLists.Read(ref reader, StoredRole.ReadFrom),
        reader.ReadBool() ? GeneralRoles.ReadFrom(ref reader) : null);

    public void WriteTo(WireWriter writer)
    {
        writer.WriteByte((byte)RecordType.Roles);
        RecordLists.WriteTexts(writer, Removed);
        RecordLists.Write(writer, Set, static (w, role) => role.WriteTo(w));
        writer.WriteBool(General is not null);
        General?.WriteTo(writer);
    }

    public SecurityConfiguration ApplyTo(SecurityConfiguration configuration)
    {
        GeneralRoles general = General ?? GeneralRoles.Of(configuration);
        return new SecurityConfiguration
        {
            AnonymousRoles = general.AnonymousRoles,
            NamedRoles = general.NamedRoles,
            IsolatedPaths = general.IsolatedPaths,
            Roles = configuration.Roles.RemoveRange(Removed).SetItems(Set.Select(role => KeyValuePair.Create(role.Name, Role.Of(role)))),
        };
    }
}
