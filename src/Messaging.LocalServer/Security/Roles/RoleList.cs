using System.Collections;
using System.Collections.Immutable;

namespace Messaging.LocalServer.Security.Roles;

/// <summary>The roles of a session: each once, in the order in which they came.</summary>
internal sealed class RoleList : IReadOnlyList<string>
{
    private readonly ImmutableArray<string> _roles;

    public RoleList(IEnumerable<string> roles)
    {
        _roles = [.. roles.Distinct(StringComparer.Ordinal)];
        Text = string.Join(',', _roles.Select(Quote));
    }

    /// <summary>The value of the property <c>$Roles</c>: quoted and separated by commas (SESS-20). Equal for equal lists only.</summary>
    public string Text { get; }

    public int Count => _roles.Length;

    public string this[int index] => _roles[index];

    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_roles).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => Text;

    private static string Quote(string role)
    {
        string escaped = role
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("'", "\\'", StringComparison.Ordinal);
        return $"\"{escaped}\"";
    }
}
