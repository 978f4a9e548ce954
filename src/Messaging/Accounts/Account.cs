namespace Messaging;

/// <summary>An account, as the server's system authentication store has it. Immutable, compared by value, the order of roles included.</summary>
/// <param name="Name">The principal. Names are compared character by character.</param>
/// <param name="Roles">The roles that its sessions get, without those that every session gets.</param>
/// <param name="EditableOnlyBy">
/// The only principal that may change the account; <see langword="null"/> for everybody who may change accounts.
/// </param>
public sealed record Account(string Name, IReadOnlyList<string> Roles, string? EditableOnlyBy = null)
{
    /// <summary>The role that marks an account as locked. Permits nothing.</summary>
    public const string LockedRole = "ACCOUNT_LOCKED";

    /// <summary>Whether <see cref="IAccounts.LockAsync"/> locked the account: nobody knows its password.</summary>
    public bool IsLocked => Roles.Contains(LockedRole, StringComparer.Ordinal);

    /// <summary>Whether both have the same name, roles and editor.</summary>
    /// <param name="other">The other account.</param>
    public bool Equals(Account? other) =>
        other is not null && Name == other.Name && EditableOnlyBy == other.EditableOnlyBy
        && Roles.SequenceEqual(other.Roles, StringComparer.Ordinal);

    /// <summary>A hash code that agrees with <see cref="Equals(Account?)"/>.</summary>
    public override int GetHashCode() => HashCode.Combine(Name, Roles.Count, EditableOnlyBy);
}
