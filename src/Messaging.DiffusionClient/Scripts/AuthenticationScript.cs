using PushTechnology.ClientInterface.Client.Features.Control.Clients;

namespace Messaging.DiffusionClient.Scripts;

/// <summary>A script for the system authentication store (SEC-14, SEC-15). Its text form shows no password.</summary>
internal sealed class AuthenticationScript : IScriptBuilder
{
    private readonly ScriptText _text = new();

    public IScriptBuilder Append(IScriptBuilder other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Add(other.ToScript());
    }

    public IScriptBuilder AddPrincipal(string name, string password, IEnumerable<string> roles) =>
        Add(AddCommand(name, password, roles));

    public IScriptBuilder AddPrincipal(string name, string password, IEnumerable<string> roles, string lockingPrincipal) =>
        Add($"{AddCommand(name, password, roles)} locked by {ScriptText.Quote(lockingPrincipal, nameof(lockingPrincipal))}");

    public IScriptBuilder RemovePrincipal(string name) => Add($"remove principal {ScriptText.Quote(name, nameof(name))}");

    public IScriptBuilder SetPassword(string name, string password) =>
        Add($"set password {ScriptText.Quote(name, nameof(name))} {ScriptText.Quote(password, nameof(password))}");

    public IScriptBuilder VerifyPassword(string name, string password) =>
        Add($"verify password {ScriptText.Quote(name, nameof(name))} {ScriptText.Quote(password, nameof(password))}");

    public IScriptBuilder AssignRoles(string name, IEnumerable<string> roles) =>
        Add($"assign roles {ScriptText.Quote(name, nameof(name))} {ScriptText.List(roles, nameof(roles))}");

    public IScriptBuilder AllowAnonymousConnections(IEnumerable<string> roles) =>
        Add($"allow anonymous connections {ScriptText.List(roles, nameof(roles))}");

    public IScriptBuilder DenyAnonymousConnections() => Add("deny anonymous connections");

    public IScriptBuilder AbstainAnonymousConnections() => Add("abstain anonymous connections");

    public IScriptBuilder TrustClientProposedPropertyIn(string propertyName, IEnumerable<string> allowedValues) =>
        Add($"trust {Property(propertyName)} if value in {ScriptText.List(allowedValues, nameof(allowedValues))}");

    public IScriptBuilder TrustClientProposedPropertyMatches(string propertyName, string regex) =>
        Add($"trust {Property(propertyName)} if value matches {ScriptText.Quote(regex, nameof(regex))}");

    public IScriptBuilder IgnoreClientProposedProperty(string propertyName) => Add($"ignore {Property(propertyName)}");

    public string ToScript() => _text.ToString();

    public override string ToString() => "system authentication script";

    /// <summary>The command that adds a principal. It has no list at all if there are no roles.</summary>
    private static string AddCommand(string name, string password, IEnumerable<string> roles)
    {
        string list = ScriptText.List(roles, nameof(roles));
        string principal = $"add principal {ScriptText.Quote(name, nameof(name))} {ScriptText.Quote(password, nameof(password))}";
        return list == "[]" ? principal : $"{principal} {list}";
    }

    private static string Property(string propertyName) => $"client proposed property {ScriptText.Quote(propertyName, nameof(propertyName))}";

    private AuthenticationScript Add(string command)
    {
        _text.Add(command);
        return this;
    }
}
