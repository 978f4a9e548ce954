using System.Collections.Immutable;

namespace Messaging.LocalServer.Security.Accounts;

/// <summary>What the system authentication store says of one principal (SEC-11).</summary>
internal sealed record Account(string Name, PasswordHash Password)
{
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>The only principal that may change it; null if that is anybody who may change the store.</summary>
    public string? LockingPrincipal { get; init; }
}
