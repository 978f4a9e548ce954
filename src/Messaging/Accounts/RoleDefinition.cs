using Messaging.Sessions;

namespace Messaging.Accounts;

/// <summary>A role that was checked and copied, on its way to the server.</summary>
internal sealed class RoleDefinition
{
    private readonly GlobalPermission[] _global;
    private readonly PathPermission[] _default;
    private readonly (string Path, PathPermission[] Permissions)[] _paths;
    private readonly string[] _includes;

    private RoleDefinition(ChatRole role)
    {
        Name = role.Name;
        _global = [.. role.GlobalPermissions.Distinct().Order()];
        _default = [.. role.DefaultPathPermissions.Distinct().Order()];
        _paths = [.. role.PathPermissions.Select(path => (path.Key, path.Value.Distinct().Order().ToArray()))];
        _includes = AccountArguments.CheckRoleNames(role.Includes, nameof(role));
    }

    public string Name { get; }

    public static RoleDefinition Of(ChatRole role)
    {
        ArgumentNullException.ThrowIfNull(role);
        AccountArguments.CheckText(role.Name, nameof(role), "A role");
        AccountArguments.CheckLength(role.Name, AccountArguments.MaximumNameLength, nameof(role), "A role");
        var definition = new RoleDefinition(role);
        foreach ((string path, _) in definition._paths)
        {
            AccountArguments.CheckText(path, nameof(role), "A path");
        }

        return definition._global.All(Enum.IsDefined) && definition.PathPermissions.All(Enum.IsDefined)
            ? definition
            : throw new ArgumentException("The role has a permission that does not exist.", nameof(role));
    }

    private IEnumerable<PathPermission> PathPermissions => _default.Concat(_paths.SelectMany(path => path.Permissions));

    /// <summary>Writes all of it, and takes back what a role of that name says of other paths.</summary>
    public void Write(IRoleScript script, IReadOnlyList<ChatRole> present)
    {
        script.SetGlobalPermissions(Name, _global);
        script.SetDefaultPathPermissions(Name, _default);
        IEnumerable<string> former = present.FirstOrDefault(role => role.Name == Name)?.PathPermissions.Keys ?? [];
        foreach (string path in former.Except(_paths.Select(path => path.Path), StringComparer.Ordinal))
        {
            script.RemovePathPermissions(Name, path);
        }

        foreach ((string path, PathPermission[] permissions) in _paths)
        {
            script.SetPathPermissions(Name, path, permissions);
        }

        script.SetIncludes(Name, _includes);
    }
}
