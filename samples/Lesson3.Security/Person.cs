using Messaging;

namespace Lesson3.Security;

/// <summary>Somebody who has an account, or is online, or both.</summary>
/// <param name="Name">The account's name; empty for visitors without one.</param>
/// <param name="Account">The account; <see langword="null"/> when the store has none of that name.</param>
/// <param name="Sessions">The sessions that are open, the oldest first.</param>
public sealed record Person(string Name, Account? Account, IReadOnlyList<OnlineSession> Sessions)
{
    /// <summary>Whether the page offers to lock the account. Administrators are none that one locks from a web page.</summary>
    public bool MayBeLocked => Account is { EditableOnlyBy: null } account && !account.Roles.Contains(AdminSession.Role);
}
