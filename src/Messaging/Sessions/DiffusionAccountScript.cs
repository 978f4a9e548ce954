using PushTechnology.ClientInterface.Client.Features.Control.Clients;

namespace Messaging.Sessions;

/// <summary>Writes with the vendor's builder, which quotes; so nothing in a name or a password can be a command.</summary>
internal sealed class DiffusionAccountScript(IScriptBuilder builder) : IAccountScript
{
    /// <summary>Whether there is something in the script that nobody else may see.</summary>
    public bool HasPassword { get; private set; }

    public void Add(string name, string password, IEnumerable<string> roles)
    {
        HasPassword = true;
        builder.AddPrincipal(name, password, roles);
    }

    public void Remove(string name) => builder.RemovePrincipal(name);

    public void SetPassword(string name, string password)
    {
        HasPassword = true;
        builder.SetPassword(name, password);
    }

    public void VerifyPassword(string name, string password)
    {
        HasPassword = true;
        builder.VerifyPassword(name, password);
    }

    public void AssignRoles(string name, IEnumerable<string> roles) => builder.AssignRoles(name, roles);

    public void AllowAnonymous(IEnumerable<string> roles) => builder.AllowAnonymousConnections(roles);

    public void DenyAnonymous() => builder.DenyAnonymousConnections();
}
