using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Security.Roles;

namespace Messaging.LocalServer.Tests.Security;

[Trait("Rule", "SEC-16")]
public sealed class SecurityScriptTests
{
    private readonly SecurityStore _store = new(new SecurityConfiguration());

    [Fact]
    public void Run_EveryCommand_DoesWhatItSays()
    {
        Run("""
            set roles for anonymous sessions ["A"]
            SET ROLES FOR NAMED SESSIONS ['B', 'C']
            set 'R' permissions [VIEW_SESSION register_handler]
            set 'R' default path permissions [READ_TOPIC, SELECT_TOPIC]
            set 'R' path 'a/b' permissions [UPDATE_TOPIC]
            set "R" topic "/c/" permissions []
            set 'R' path 'gone' permissions [READ_TOPIC]
            remove 'R' permissions for topic 'gone'
            set 'R' includes ['X' 'Y']
            set role 'R' locked by principal 'admin'
            isolate path 'p/q'
            isolate path 'r'
            deisolate path 'r'
            set 'S' permissions
            """).Should().BeEmpty();

        SecurityConfiguration current = _store.Current;
        current.AnonymousRoles.Should().Equal("A");
        current.NamedRoles.Should().Equal("B", "C");
        current.IsolatedPaths.Should().Equal("p/q");
        current.Roles.Keys.Should().Equal("R", "S");
        Role role = current.Roles["R"];
        role.Global.ToList().Should().Equal(GlobalPermission.ViewSession, GlobalPermission.RegisterHandler);
        role.DefaultPath.ToList().Should().Equal(PathPermission.ReadTopic, PathPermission.SelectTopic);
        role.Paths.Keys.Should().Equal("a/b", "c");
        role.Paths["a/b"].ToList().Should().Equal(PathPermission.UpdateTopic);
        role.Paths["c"].ToList().Should().BeEmpty();
        role.Includes.Should().Equal("X", "Y");
        role.LockingPrincipal.Should().Be("admin");
    }

    [Theory]
    [InlineData("set 'R' permissions [READ_TOPIC]", 22, "There is no permission 'READ_TOPIC' of this kind.")]
    [InlineData("set 'R' default path permissions [VIEW_SESSION]", 35, "There is no permission 'VIEW_SESSION' of this kind.")]
    [InlineData("set 'R' permissions [UNKNOWN_GLOBAL_PERMISSION]", 22, "There is no permission 'UNKNOWN_GLOBAL_PERMISSION' of this kind.")]
    [InlineData("set 'R' permissions ['VIEW_SESSION']", 22, "This is a text in quotes. Expected a permission.")]
    [InlineData("set 'R' path 'a//b' permissions []", 1, "The topic path 'a//b' has an empty segment.")]
    [InlineData("set R permissions []", 5, "This is 'R'. Expected a role in quotes.")]
    [InlineData("set 'R' locked by principal 'a'", 9, "This is 'locked'. Expected 'permissions' or 'default' or 'path' or 'topic' or 'includes'.")]
    [Trait("Rule", "SEC-10")]
    public void Run_WithAnError_ReportsWhereAndWhatAndChangesNothing(string script, int column, string message)
    {
        SecurityConfiguration before = _store.Current;

        Run("isolate path 'a'\n" + script).Should().Equal(new ErrorReport(message, 2, column));

        _store.Current.Should().BeSameAs(before);
    }

    [Fact]
    public void Lock_OfARole_StopsEverybodyElse()
    {
        Run("set role 'R' locked by principal 'owner'").Should().BeEmpty();
        ErrorReport locked = new("The role 'R' is locked: only 'owner' may change it.", 1, 1);

        foreach (string change in new[]
        {
            "set 'R' permissions []", "set 'R' default path permissions []", "set 'R' path 'a' permissions []",
            "remove 'R' permissions for path 'a'", "set 'R' includes []", "set role 'R' locked by principal 'admin'",
        })
        {
            Run(change).Should().Equal(locked);
            _store.Update(change.Replace("'admin'", "'owner'", StringComparison.Ordinal), "owner").Should().BeEmpty();
        }

        _store.Update("set 'R' permissions []", principal: null).Should().BeEmpty();
    }

    [Fact]
    public void DefaultRoles_GrantNobodyToEditTimeSeries()
    {
        SecurityConfiguration defaults = DefaultRoles.Configuration;
        RolePermissions everything = defaults.PermissionsOf(new RoleList(defaults.Roles.Keys));

        everything.Global.ToList().Should().BeEquivalentTo(Enum.GetValues<GlobalPermission>().Except([GlobalPermission.Unknown]));
        everything.At("any/path").ToList().Should().BeEquivalentTo(Enum.GetValues<PathPermission>().Except(
        [
            PathPermission.Unknown,
            PathPermission.EditTimeSeriesEvents,
            PathPermission.EditOwnTimeSeriesEvents,
            PathPermission.QueryObsoleteTimeSeriesEvents,
        ]));
        defaults.PermissionsOf(new RoleList(["CLIENT"])).At("a").ToList()
            .Should().Equal(PathPermission.ReadTopic, PathPermission.SendToMessageHandler, PathPermission.SelectTopic);
    }

    private IReadOnlyList<ErrorReport> Run(string script) => _store.Update(script, "admin");
}
