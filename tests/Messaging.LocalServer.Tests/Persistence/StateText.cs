using System.Globalization;
using System.Text;
using Messaging.LocalServer.Persistence;
using Messaging.LocalServer.Security.Accounts;
using Messaging.LocalServer.Security.Roles;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Tests.Persistence;

/// <summary>All that a server is to keep, as a text to compare.</summary>
internal static class StateText
{
    /// <param name="state">What the server holds.</param>
    /// <param name="withHashes">Whether passwords count, each of which has a random salt.</param>
    public static string Of(ServerState state, bool withHashes = true)
    {
        StringBuilder text = new();
        foreach (Topic topic in state.Topics.CopyTopics().Where(topic => topic.IsPersistent).OrderBy(topic => topic.Path, StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"topic {topic.Path} {topic.Specification}");
            foreach (ReadOnlyMemory<byte> content in topic.CopyContents())
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {Convert.ToHexString(content.Span)}");
            }
        }

        AccountConfiguration accounts = state.Accounts.Current;
        text.AppendLine(CultureInfo.InvariantCulture, $"anonymous {accounts.AnonymousAction} [{string.Join(' ', accounts.AnonymousRoles)}]");
        foreach (Account account in accounts.Accounts.Values)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"principal {account.Name} [{string.Join(' ', account.Roles)}] {account.LockingPrincipal} {account.Password.Iterations}");
            if (withHashes)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {Convert.ToHexString(account.Password.Salt.Span)} {Convert.ToHexString(account.Password.Key.Span)}");
            }
        }

        foreach ((string name, PropertyRule rule) in accounts.TrustedProperties)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"trusted {name} {Describe(rule)}");
        }

        SecurityConfiguration roles = state.Roles.Current;
        text.AppendLine(CultureInfo.InvariantCulture, $"roles [{string.Join(' ', roles.AnonymousRoles)}] [{string.Join(' ', roles.NamedRoles)}] isolated [{string.Join(' ', roles.IsolatedPaths)}]");
        foreach (Role role in roles.Roles.Values)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"role {role.Name} {role.Global.Bits} {role.DefaultPath.Bits} [{string.Join(' ', role.Paths.Select(path => $"{path.Key}={path.Value.Bits}"))}]"
                + $" [{string.Join(' ', role.Includes)}] {role.LockingPrincipal}");
        }

        return text.ToString();
    }

    private static string Describe(PropertyRule rule) => rule.Validation switch
    {
        DiffusionWire.Services.Security.PropertyValidation.OneOf values => $"in [{string.Join(' ', values.Values)}]",
        DiffusionWire.Services.Security.PropertyValidation.Matches matches => $"matches {matches.Pattern}",
        _ => "?",
    };
}
