using System.Collections.Immutable;
using Messaging.DiffusionWire.Services.Security;

namespace Messaging.LocalServer.Security.Accounts;

/// <summary>What the system authentication store holds at one moment (SEC-11). Immutable.</summary>
internal sealed record AccountConfiguration
{
    public ImmutableSortedDictionary<string, Account> Accounts { get; init; } =
        ImmutableSortedDictionary.Create<string, Account>(StringComparer.Ordinal);

    /// <summary>What happens to sessions without a principal.</summary>
    public AnonymousConnectionAction AnonymousAction { get; init; }

    /// <summary>What sessions without a principal may do.</summary>
    public ImmutableArray<string> AnonymousRoles { get; init; } = [];

    /// <summary>The user-defined properties that sessions may choose, and which values.</summary>
    public ImmutableSortedDictionary<string, PropertyRule> TrustedProperties { get; init; } =
        ImmutableSortedDictionary.Create<string, PropertyRule>(StringComparer.Ordinal);
}
