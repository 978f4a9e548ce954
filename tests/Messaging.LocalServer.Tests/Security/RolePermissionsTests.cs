using CsCheck;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Security.Roles;

namespace Messaging.LocalServer.Tests.Security;

/// <summary>Evaluation, judged by a naive reading of the documented rules.</summary>
public sealed class RolePermissionsTests
{
    private static readonly string[] RoleNames = ["R", "S", "T"];
    private static readonly string[] Paths = ["a", "a/b", "a/b/c", "a/bc", "d"];
    private static readonly PathPermission[] Permissions = [PathPermission.ReadTopic, PathPermission.SelectTopic, PathPermission.UpdateTopic];

    private static readonly Gen<PermissionSet<PathPermission>> Sets =
        Gen.Int[0, 7].Select(bits => PermissionSet<PathPermission>.Of([.. Permissions.Where((_, i) => (bits & (1 << i)) != 0)]));

    private static readonly Gen<SecurityConfiguration> Configurations = Gen.Select(
        Gen.Select(Sets, Gen.Select(Among(Paths), Sets).Array[0, 3], Among(RoleNames).Array[0, 2]).Array[3],
        Among(Paths).Array[0, 2]).Select((roles, isolated) => Configure(roles, isolated));

    [Fact]
    public void At_AnyConfiguration_IsWhatTheRulesSay()
    {
        Gen.Select(Configurations, Among(RoleNames).Array[0, 3]).Sample((configuration, roles) =>
        {
            RolePermissions permissions = configuration.PermissionsOf(new RoleList(roles));
            foreach (string path in Paths)
            {
                permissions.At(path).Should().Be(Reference(configuration, roles, path), "that is what the rules say of {0}", path);
            }
        });
    }

    [Fact]
    public void HasThroughout_AnyConfiguration_IsWhetherEveryPathBelowHasIt()
    {
        string[] below = [.. Paths, "a/x", "a/b/x", "a/b/c/x", "d/x", "x"];

        Gen.Select(Configurations, Among(RoleNames).Array[0, 3], Among(["", .. Paths])).Sample((configuration, roles, prefix) =>
        {
            RolePermissions permissions = configuration.PermissionsOf(new RoleList(roles));
            bool expected = below
                .Where(path => prefix.Length == 0 || path == prefix || path.StartsWith(prefix + "/", StringComparison.Ordinal))
                .All(path => Reference(configuration, roles, path).Has(PathPermission.SelectTopic));

            permissions.HasThroughout(PathPermission.SelectTopic, prefix).Should().Be(expected, "of {0}", prefix);
        });
    }

    [Fact]
    public void PermitsTheSame_AnyTwo_MeansTheSameEverywhere()
    {
        Gen.Select(Configurations, Configurations).Sample((left, right) =>
        {
            RolePermissions one = left.PermissionsOf(new RoleList(["R"]));
            RolePermissions other = right.PermissionsOf(new RoleList(["R"]));

            if (one.PermitsTheSameOnPathsAs(other))
            {
                string[] probes = [.. Paths, "a/x", "a/b/x", "x"];
                probes.Should().OnlyContain(path => one.At(path) == other.At(path));
            }
        });
    }

    [Fact]
    public void Global_IncludedInACircle_IsTheUnion()
    {
        SecurityStore store = new(new SecurityConfiguration());
        store.Update("""
            set 'R' includes ['S']
            set 'S' includes ['T' 'R' 'unknown']
            set 'T' permissions [VIEW_SERVER]
            set 'S' permissions [VIEW_SESSION]
            """, "admin").Should().BeEmpty();

        RolePermissions permissions = store.Current.PermissionsOf(new RoleList(["R"]));

        permissions.Global.ToList().Should().Equal(GlobalPermission.ViewSession, GlobalPermission.ViewServer);
        permissions.Has(GlobalPermission.ModifySession).Should().BeFalse();
    }

    [Fact]
    public void At_PathWithMillionsOfParts_LooksUpOnlyWhatMayBeAssigned()
    {
        SecurityConfiguration configuration = Configure(
            [(default, [("a/b", PermissionSet<PathPermission>.Of(PathPermission.ReadTopic))], []), (default, [], []), (default, [], [])],
            []);
        string endless = "a/b" + string.Concat(Enumerable.Repeat("/x", 2_000_000));

        // By reading all of its prefixes it would take hours.
        PermissionSet<PathPermission> found = configuration.PermissionsOf(new RoleList(["R"])).At(endless);

        found.ToList().Should().Equal(PathPermission.ReadTopic);
    }

    [Fact]
    public void Roles_ThatCouldBeMistakenForEachOther_AreNot()
    {
        RoleList one = new(["a\",\"b"]);
        RoleList two = new(["a", "b"]);

        one.Text.Should().NotBe(two.Text);
        two.Text.Should().Be("\"a\",\"b\"");
    }

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static SecurityConfiguration Configure(
        (PermissionSet<PathPermission> Default, (string Path, PermissionSet<PathPermission> Set)[] Paths, string[] Includes)[] roles,
        string[] isolated)
    {
        SecurityEditor editor = new(new SecurityConfiguration(), "admin");
        foreach (((PermissionSet<PathPermission> Default, (string Path, PermissionSet<PathPermission> Set)[] Paths, string[] Includes) role, string name) in roles.Zip(RoleNames))
        {
            editor.SetDefaultPath(name, role.Default);
            editor.SetIncludes(name, role.Includes);
            foreach ((string path, PermissionSet<PathPermission> set) in role.Paths)
            {
                editor.SetPath(name, path, set);
            }
        }

        foreach (string path in isolated)
        {
            editor.Isolate(path);
        }

        return editor.ToConfiguration();
    }

    private static PermissionSet<PathPermission> Reference(SecurityConfiguration configuration, string[] roles, string path)
    {
        List<string> all = [.. roles];
        for (int i = 0; i < all.Count; i++)
        {
            all.AddRange(configuration.Roles[all[i]].Includes.Where(role => !all.Contains(role)));
        }

        Role[] expanded = [.. all.Distinct().Select(name => configuration.Roles[name])];
        for (string? current = path; current is not null; current = ParentOf(current))
        {
            Role[] assigned = [.. expanded.Where(role => role.Paths.ContainsKey(current))];
            if (assigned.Length > 0)
            {
                return assigned.Aggregate(default(PermissionSet<PathPermission>), (union, role) => union.Union(role.Paths[current]));
            }

            if (configuration.IsolatedPaths.Contains(current))
            {
                return default;
            }
        }

        return expanded.Aggregate(default(PermissionSet<PathPermission>), (union, role) => union.Union(role.DefaultPath));
    }

    private static string? ParentOf(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : null;
}
