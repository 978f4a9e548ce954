using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Security;
using Messaging.DiffusionWire.Tests.Support;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Tests.Services;

public sealed class SecurityMessageTests
{
    [Fact]
    [Trait("Rule", "SEC-02")]
    public void GlobalPermissionsResponse_EveryPermission_RoundTrips() => Message.Verify(
        "0b 00 01 02 03 04 05 06 07 08 09 0a",
        new GlobalPermissionsResponse(
        [
            GlobalPermission.Authenticate, GlobalPermission.ViewSession, GlobalPermission.ModifySession, GlobalPermission.RegisterHandler,
            GlobalPermission.ViewServer, GlobalPermission.ControlServer, GlobalPermission.ViewSecurity, GlobalPermission.ModifySecurity,
            GlobalPermission.Unknown, GlobalPermission.ReadTopicViews, GlobalPermission.ModifyTopicViews,
        ]));

    [Fact]
    [Trait("Rule", "SEC-03")]
    public void PathPermissionsResponse_EveryPermission_RoundTrips() => Message.Verify(
        "0c 00 01 02 03 04 05 06 07 08 09 0a 0b",
        new PathPermissionsResponse(
        [
            PathPermission.ReadTopic, PathPermission.UpdateTopic, PathPermission.ModifyTopic, PathPermission.SendToMessageHandler,
            PathPermission.SendToSession, PathPermission.SelectTopic, PathPermission.QueryObsoleteTimeSeriesEvents, PathPermission.EditTimeSeriesEvents,
            PathPermission.EditOwnTimeSeriesEvents, PathPermission.AcquireLock, PathPermission.Unknown, PathPermission.ExposeBranch,
        ]));

    [Fact]
    [Trait("Rule", "SEC-04")]
    public void Permissions_NumberWithoutName_IsReadAsItComes()
    {
        Message.Verify("02 01 63", new GlobalPermissionsResponse([GlobalPermission.ViewSession, (GlobalPermission)99]));
        Message.Verify("02 01 63", new PathPermissionsResponse([PathPermission.UpdateTopic, (PathPermission)99]));
    }

    [Fact]
    [Trait("Rule", "SEC-04")]
    public void PathPermissionsRequest_Literal_RoundTrips() => Message.Verify("03 'a/b'", new PathPermissionsRequest("a/b"));

    [Theory]
    [Trait("Rule", "SEC-10")]
    [InlineData("00")]
    [InlineData("02 1c'Principal bob already exists' 01 00 03'bad' 03 07", "Principal bob already exists", 1, 0, "bad", 3, 7)]
    [InlineData("01 12'Unknown permission' 01 ac02", "Unknown permission", 1, 300)]
    public void ErrorReportsResponse_Literal_RoundTrips(string bytes, params object[] fields) => Message.Verify(
        bytes, new ErrorReportsResponse([.. fields.Chunk(3).Select(report => new ErrorReport((string)report[0], (int)report[1], (int)report[2]))]));

    [Fact]
    [Trait("Rule", "SEC-11")]
    public void SystemAuthenticationResponse_Literal_RoundTrips() => Message.Verify(
        "02 05'admin' 01 0d'ADMINISTRATOR' 00 03'bob' 02 06'CLIENT' 01'X' 01 05'admin' 00 01 06'CLIENT' 02 02'p1' 00 05'^a.*$' 02'p2' 01 02 01'x' 01'y'",
        new SystemAuthenticationResponse(
            [new StoredPrincipal("admin", ["ADMINISTRATOR"], null), new StoredPrincipal("bob", ["CLIENT", "X"], "admin")],
            AnonymousConnectionAction.Allow,
            ["CLIENT"],
            [new TrustedProperty("p1", new PropertyValidation.Matches("^a.*$")), new TrustedProperty("p2", new PropertyValidation.OneOf(["x", "y"]))]));

    [Theory]
    [Trait("Rule", "SEC-11")]
    [InlineData("00 00 00 00", AnonymousConnectionAction.Allow)]
    [InlineData("00 01 00 00", AnonymousConnectionAction.Deny)]
    [InlineData("00 02 00 00", AnonymousConnectionAction.Abstain)]
    public void SystemAuthenticationResponse_EmptyStore_RoundTrips(string bytes, AnonymousConnectionAction action) =>
        Message.Verify(bytes, new SystemAuthenticationResponse([], action, [], []));

    [Theory]
    [Trait("Rule", "SEC-11")]
    [InlineData("00 03 00 00")] // no such action
    [InlineData("00 00 00 01 01'p' 02 00")] // no such validation
    public void SystemAuthenticationResponse_UnknownCase_IsRefused(string bytes) => Message.Refuses<SystemAuthenticationResponse>(Hex.Bytes(bytes));

    [Fact]
    [Trait("Rule", "SEC-12")]
    public void SecurityResponse_Literal_RoundTrips() => Message.Verify(
        "01 06'CLIENT' 02 06'CLIENT' 05'NAMED' 02 06'CLIENT' 00 03 00 03 05 00 00 00 05'ADMIN' 02 00 0a 01 05 02 03'a/b' 02 01 0b 01'c' 00 01 06'CLIENT' 01 05'admin'"
        + "01 05'iso/a'",
        new SecurityResponse(
            ["CLIENT"],
            ["CLIENT", "NAMED"],
            [
                new StoredRole("CLIENT", [], [PathPermission.ReadTopic, PathPermission.SendToMessageHandler, PathPermission.SelectTopic], [], [], null),
                new StoredRole(
                    "ADMIN",
                    [GlobalPermission.Authenticate, GlobalPermission.ModifyTopicViews],
                    [PathPermission.SelectTopic],
                    [new StoredPathPermissions("a/b", [PathPermission.UpdateTopic, PathPermission.ExposeBranch]), new StoredPathPermissions("c", [])],
                    ["CLIENT"],
                    "admin"),
            ],
            ["iso/a"]));

    [Fact]
    [Trait("Rule", "SEC-12")]
    public void SecurityResponse_Empty_RoundTrips()
    {
        Message.Verify("00 00 00 00", new SecurityResponse([], [], [], []));
        Message.Verify("00 00 01 01'R' 00 00 00 00 00 00", new SecurityResponse([], [], [new StoredRole("R", [], [], [], [], null)], []));
    }

    [Theory]
    [Trait("Rule", "SEC-12")]
    [InlineData("00 00 01 01'R' 01 63 00 00 00 00 00")] // global
    [InlineData("00 00 01 01'R' 01 0b 00 00 00 00 00")]
    [InlineData("00 00 01 01'R' 00 01 63 00 00 00 00")] // default path
    [InlineData("00 00 01 01'R' 00 01 0c 00 00 00 00")]
    [InlineData("00 00 01 01'R' 00 00 01 01'p' 01 63 00 00 00")] // path
    public void SecurityResponse_UnknownPermission_IsRefused(string bytes) => Message.Refuses<SecurityResponse>(Hex.Bytes(bytes));

    [Theory]
    [Trait("Rule", "SEC-13")]
    [InlineData("00", "")]
    [InlineData("18 'add principal ' 27 'bob' 27 20 27 'pw' 27", "add principal 'bob' 'pw'")]
    public void StoreUpdateRequest_Literal_RoundTrips(string bytes, string script) => Message.Verify(bytes, new StoreUpdateRequest(script));

    [Fact]
    [Trait("Rule", "SEC-13")]
    public void StoreUpdateRequest_ToString_HidesTheScript() =>
        $"{new StoreUpdateRequest("add principal 'bob' 'correct horse'")}".Should().Be("StoreUpdateRequest");

    [Fact]
    [Trait("Rule", "SEC-21")]
    public void RevokeAuthentication_Literal_IsASessionId() =>
        Message.Verify("88ef99abc5e88c9111 01", new SessionId(0x1122334455667788, 1));
}
