using System.Collections.Immutable;
using Messaging.DiffusionWire.Values;

namespace Messaging.LocalServer.Security.Roles;

/// <summary>What a session with certain roles may do, as the security store says at one moment. Immutable.</summary>
/// <remarks>Roles count with those that they include. A question costs a look-up for each segment of the path.</remarks>
internal sealed class RolePermissions
{
    private readonly Dictionary<string, PermissionSet<PathPermission>> _paths;
    private readonly PermissionSet<PathPermission> _defaultPath;

    // What is longer need not be looked up: each look-up reads the whole path, and a sender may make up one with very many parts.
    private readonly int _longestPath;

    private RolePermissions(
        PermissionSet<GlobalPermission> global,
        PermissionSet<PathPermission> defaultPath,
        Dictionary<string, PermissionSet<PathPermission>> paths,
        ImmutableSortedSet<string> isolated)
    {
        Global = global;
        _defaultPath = defaultPath;
        _paths = paths;

        // An isolated path ends the search, like one with an assignment: with nothing, unless it has one.
        foreach (string path in isolated)
        {
            _paths.TryAdd(path, default);
        }

        _longestPath = _paths.Count == 0 ? 0 : _paths.Keys.Max(path => path.Length);
    }

    public PermissionSet<GlobalPermission> Global { get; }

    public static RolePermissions Of(SecurityConfiguration configuration, IEnumerable<string> roles)
    {
        PermissionSet<GlobalPermission> global = default;
        PermissionSet<PathPermission> defaultPath = default;
        Dictionary<string, PermissionSet<PathPermission>> paths = new(StringComparer.Ordinal);
        foreach (Role role in Expand(configuration, roles))
        {
            global = global.Union(role.Global);
            defaultPath = defaultPath.Union(role.DefaultPath);
            foreach ((string path, PermissionSet<PathPermission> permissions) in role.Paths)
            {
                paths[path] = paths.GetValueOrDefault(path).Union(permissions);
            }
        }

        return new RolePermissions(global, defaultPath, paths, configuration.IsolatedPaths);
    }

    public bool Has(GlobalPermission permission) => Global.Has(permission);

    public bool Has(PathPermission permission, string path) => At(path).Has(permission);

    /// <summary>What is permitted at a path: the nearest assignment at it or above it, or the defaults.</summary>
    /// <param name="path">A path without a slash at either end.</param>
    public PermissionSet<PathPermission> At(string path)
    {
        if (_paths.Count > 0)
        {
            var paths = _paths.GetAlternateLookup<ReadOnlySpan<char>>();
            ReadOnlySpan<char> current = path;
            while (true)
            {
                if (current.Length <= _longestPath && paths.TryGetValue(current, out PermissionSet<PathPermission> assigned))
                {
                    return assigned;
                }

                int end = current.LastIndexOf(TopicPath.Separator);
                if (end < 0)
                {
                    break;
                }

                current = current[..end];
            }
        }

        return _defaultPath;
    }

    /// <summary>Whether something is permitted at a path and wherever below it.</summary>
    /// <param name="permission">What.</param>
    /// <param name="path">A path without a slash at either end; empty for all paths.</param>
    public bool HasThroughout(PathPermission permission, string path)
    {
        string prefix = path.Length == 0 ? path : path + TopicPath.Separator;
        return (path.Length == 0 ? _defaultPath : At(path)).Has(permission)
            && _paths.All(assigned => !assigned.Key.StartsWith(prefix, StringComparison.Ordinal) || assigned.Value.Has(permission));
    }

    /// <summary>Whether no question about a path has another answer.</summary>
    public bool PermitsTheSameOnPathsAs(RolePermissions other) =>
        ReferenceEquals(this, other)
        || (_defaultPath == other._defaultPath
            && _paths.Count == other._paths.Count
            && _paths.All(path => other._paths.TryGetValue(path.Key, out PermissionSet<PathPermission> assigned) && assigned == path.Value));

    private static HashSet<Role> Expand(SecurityConfiguration configuration, IEnumerable<string> roles)
    {
        HashSet<Role> expanded = new(ReferenceEqualityComparer.Instance);
        Stack<string> open = new(roles);
        while (open.TryPop(out string? name))
        {
            // Roles may include each other in a circle.
            if (configuration.Roles.TryGetValue(name, out Role? role) && expanded.Add(role))
            {
                foreach (string included in role.Includes)
                {
                    open.Push(included);
                }
            }
        }

        return expanded;
    }
}
