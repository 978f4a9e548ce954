namespace Messaging.LocalServer;

/// <summary>Somebody who may open a session with a password.</summary>
/// <param name="Name">The principal's name, case-sensitive and not empty: the empty name is the anonymous one.</param>
/// <param name="Password">The password as text, as the vendor's stores have it before they hash it.</param>
/// <param name="Roles">The roles that its sessions get, in this order.</param>
public sealed record LocalPrincipal(string Name, string Password, IReadOnlyList<string> Roles)
{
    /// <summary>Name and roles. The password is never part of any text.</summary>
    /// <returns>For logs and debuggers.</returns>
    public override string ToString() => $"LocalPrincipal({Name}, roles {string.Join(", ", Roles)})";
}
