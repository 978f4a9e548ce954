using Messaging.LocalServer.Security.Scripts;
using Messaging.DiffusionWire.Services.Security;

namespace Messaging.LocalServer.Security.Accounts;

/// <summary>The commands of the system authentication store (SEC-15).</summary>
internal sealed class AccountGrammar(int passwordIterations)
{
    /// <summary>Reads one command. New passwords are hashed here, when no store waits for it.</summary>
    /// <exception cref="ScriptException">It is malformed.</exception>
    public Action<AccountEditor> ReadCommand(ScriptReader reader)
    {
        switch (reader.Word("add", "remove", "assign", "set", "verify", "allow", "deny", "abstain", "trust", "ignore"))
        {
            case "add":
                return ReadAdd(reader);
            case "remove":
                reader.Word("principal");
                string removed = reader.Name("a principal");
                return editor => editor.Remove(removed);
            case "assign":
                reader.Word("roles");
                string assigned = reader.Name("a principal");
                IReadOnlyList<string> roles = ReadRoles(reader);
                return editor => editor.AssignRoles(assigned, roles);
            case "set":
                return ReadSetPassword(reader);
            case "verify":
                reader.Word("password");
                string verified = reader.Name("a principal");
                string password = reader.Password();
                return editor => editor.VerifyPassword(verified, password);
            case "allow":
                reader.Words("anonymous", "connections");
                IReadOnlyList<string> anonymousRoles = ReadRoles(reader);
                return editor => editor.SetAnonymous(AnonymousConnectionAction.Allow, anonymousRoles);
            case "deny":
                reader.Words("anonymous", "connections");
                return editor => editor.SetAnonymous(AnonymousConnectionAction.Deny, []);
            case "abstain":
                reader.Words("anonymous", "connections");
                return editor => editor.SetAnonymous(AnonymousConnectionAction.Abstain, []);
            case "trust":
                return ReadTrust(reader);
            default:
                string ignored = ReadProperty(reader);
                return editor => editor.Ignore(ignored);
        }
    }

    private static IReadOnlyList<string> ReadRoles(ScriptReader reader) => reader.List(() => reader.Name("a role"));

    private static string ReadProperty(ScriptReader reader)
    {
        reader.Words("client", "proposed", "property");
        return reader.Name("a property");
    }

    private static Action<AccountEditor> ReadTrust(ScriptReader reader)
    {
        string property = ReadProperty(reader);
        reader.Words("if", "value");
        PropertyRule rule = reader.Word("in", "matches") == "in"
            ? PropertyRule.OneOf(reader.List(() => reader.Text("a value")))
            : PropertyRule.Matching(reader.Text("a regular expression"));
        return editor => editor.Trust(property, rule);
    }

    private Action<AccountEditor> ReadAdd(ScriptReader reader)
    {
        reader.Word("principal");
        string name = reader.Name("a principal");
        string password = reader.Password();
        IReadOnlyList<string> roles = reader.IsAtList ? ReadRoles(reader) : [];
        string? lockingPrincipal = null;
        if (reader.TryWord("locked"))
        {
            reader.Word("by");
            lockingPrincipal = reader.Name("a principal");
        }

        reader.End();
        Account account = new(name, PasswordHash.Of(password, passwordIterations)) { Roles = [.. roles], LockingPrincipal = lockingPrincipal };
        return editor => editor.Add(account);
    }

    private Action<AccountEditor> ReadSetPassword(ScriptReader reader)
    {
        reader.Word("password");
        string name = reader.Name("a principal");
        string password = reader.Password();
        reader.End();
        var hash = PasswordHash.Of(password, passwordIterations);
        return editor => editor.SetPassword(name, hash);
    }
}
