using Messaging.DiffusionWire.Values;
using Messaging.TestKit.Vectors;

namespace Messaging.DiffusionWire.Tests.Values;

/// <summary>The names are those that the official SDK writes into scripts.</summary>
public sealed class PermissionNamesTests
{
    [Fact]
    [Trait("Rule", "SEC-02")]
    public void Global_EveryPermission_HasTheSdksName()
    {
        Enum.GetValues<GlobalPermission>().Select(PermissionNames.ToName).Should().Equal(NamesIn("getGlobalPermissions all (reply)"));
        foreach (GlobalPermission permission in Enum.GetValues<GlobalPermission>())
        {
            PermissionNames.TryParse(permission.ToName(), out GlobalPermission found).Should().BeTrue();
            found.Should().Be(permission);
        }
    }

    [Fact]
    [Trait("Rule", "SEC-03")]
    public void Path_EveryPermission_HasTheSdksName()
    {
        Enum.GetValues<PathPermission>().Select(PermissionNames.ToName).Should().Equal(NamesIn("getPathPermissions all (reply)"));
        foreach (PathPermission permission in Enum.GetValues<PathPermission>())
        {
            PermissionNames.TryParse(permission.ToName(), out PathPermission found).Should().BeTrue();
            found.Should().Be(permission);
        }
    }

    [Fact]
    [Trait("Rule", "SEC-02")]
    [Trait("Rule", "SEC-03")]
    public void ToName_NumberWithoutName_IsUnknown()
    {
        ((GlobalPermission)99).ToName().Should().Be("UNKNOWN_GLOBAL_PERMISSION");
        ((PathPermission)99).ToName().Should().Be("UNKNOWN_PATH_PERMISSION");
    }

    [Theory]
    [Trait("Rule", "SEC-02")]
    [InlineData("view_session", true)]
    [InlineData("VIEW_SESSION", true)]
    [InlineData("READ_TOPIC", false)]
    [InlineData("VIEW_SESSION ", false)]
    [InlineData("1", false)]
    [InlineData("", false)]
    public void TryParse_Global_TakesNamesInAnyCase(string name, bool expected) =>
        PermissionNames.TryParse(name, out GlobalPermission _).Should().Be(expected);

    [Theory]
    [Trait("Rule", "SEC-03")]
    [InlineData("Read_Topic", true)]
    [InlineData("VIEW_SESSION", false)]
    [InlineData("bogus", false)]
    public void TryParse_Path_TakesNamesInAnyCase(string name, bool expected) =>
        PermissionNames.TryParse(name, out PathPermission _).Should().Be(expected);

    private static IEnumerable<string> NamesIn(string vector) =>
        GoldenVectors.Get(vector).SdkResult.GetProperty("resolved").EnumerateArray().Select(name => name.GetString()!);
}
