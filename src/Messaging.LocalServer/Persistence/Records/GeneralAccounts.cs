using System.Collections.Immutable;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services.Security;
using Messaging.LocalServer.Security.Accounts;

namespace Messaging.LocalServer.Persistence.Records;

/// <summary>What the system authentication store says that is not about principals. Compares by identity of its parts.</summary>
/// <remarks><code>anonymousAction:byte  anonymousRoles:list of string  trusted:list of (name:string  validation)</code> The validation is that of the wire (SEC-11).</remarks>
internal sealed record GeneralAccounts(
    AnonymousConnectionAction AnonymousAction,
    ImmutableArray<string> AnonymousRoles,
    ImmutableSortedDictionary<string, PropertyRule> TrustedProperties)
{
    public static GeneralAccounts Of(AccountConfiguration configuration) =>
        new(configuration.AnonymousAction, configuration.AnonymousRoles, configuration.TrustedProperties);

    public static GeneralAccounts ReadFrom(ref WireReader reader) => new(
        (AnonymousConnectionAction)reader.ReadByte(),
        RecordLists.ReadTexts(ref reader),
        RecordLists.Read(ref reader, TrustedProperty.ReadFrom)
            .ToImmutableSortedDictionary(property => property.Name, property => PropertyRule.Of(property.Validation), StringComparer.Ordinal));

    public void WriteTo(WireWriter writer)
    {
        writer.WriteByte((byte)AnonymousAction);
        RecordLists.WriteTexts(writer, AnonymousRoles);
        RecordLists.Write(writer, TrustedProperties, static (w, property) => new TrustedProperty(property.Key, property.Value.Validation).WriteTo(w));
    }
}
