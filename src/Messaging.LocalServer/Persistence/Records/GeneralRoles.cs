using System.Collections.Immutable;
using Messaging.DiffusionWire.Primitives;
using Messaging.LocalServer.Security.Roles;

namespace Messaging.LocalServer.Persistence.Records;

/// <summary>What the security store says that is not about one role. Compares by identity of its parts.</summary>
/// <remarks><code>anonymousRoles:list of string  namedRoles:list of string  isolatedPaths:list of string</code></remarks>
internal sealed record GeneralRoles(ImmutableArray<string> AnonymousRoles, ImmutableArray<string> NamedRoles, ImmutableSortedSet<string> IsolatedPaths)
{
    public static GeneralRoles Of(SecurityConfiguration configuration) =>
        new(configuration.AnonymousRoles, configuration.NamedRoles, configuration.IsolatedPaths);

    public static GeneralRoles ReadFrom(ref WireReader reader) => new(
        RecordLists.ReadTexts(ref reader),
        RecordLists.ReadTexts(ref reader),
        RecordLists.ReadTexts(ref reader).ToImmutableSortedSet(StringComparer.Ordinal));

    public void WriteTo(WireWriter writer)
    {
        RecordLists.WriteTexts(writer, AnonymousRoles);
        RecordLists.WriteTexts(writer, NamedRoles);
        RecordLists.WriteTexts(writer, IsolatedPaths);
    }
}
