using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Security;

[Trait("Rule", "SEC-04")]
public sealed class PermissionServiceTests : SecurityTest
{
    [Fact]
    public async Task GetGlobalPermissions_OfRoles_AreInTheOrderOfTheirNumbers()
    {
        RawClient anonymous = await ConnectAsync();
        await anonymous.RequestAsync("00 8f 01 01", "06 01 00");

        RawClient admin = await AdminAsync();
        await admin.RequestAsync("00 8f 01 01", "06 01 09 01 02 03 04 05 06 07 09 0a");
    }

    [Fact]
    public async Task GetPathPermissions_OfAPath_AreTheNearest()
    {
        await RunSecurityScriptAsync("""
            set 'CLIENT' path 'Chat' permissions [READ_TOPIC SELECT_TOPIC UPDATE_TOPIC EDIT_OWN_TIME_SERIES_EVENTS]
            set 'CLIENT' path 'Chat/closed' permissions []
            isolate path 'Chat/lobby/staff'
            """);
        RawClient client = await ConnectAsync();

        await client.RequestAsync("00 90 01 01 05 'other'", "06 01 03 00 03 05");
        await client.RequestAsync("00 90 01 02 0a 'Chat/lobby'", "06 02 04 00 01 05 08");
        await client.RequestAsync("00 90 01 03 0c '/Chat/lobby/'", "06 03 04 00 01 05 08");
        await client.RequestAsync("00 90 01 04 0d 'Chat/closed/x'", "06 04 00");
        await client.RequestAsync("00 90 01 05 10 'Chat/lobby/staff'", "06 05 00");
    }

    [Fact]
    public async Task Permissions_OfALiveSession_FollowTheStoreAtOnce()
    {
        RawClient client = await ConnectAsync();
        await client.SendAsync("00 70 01 01 'a' 0f 00");
        (await client.ExpectErrorAsync(1, "67")).Should().Be("Access denied. MODIFY_TOPIC is missing for the path 'a'.");

        await RunSecurityScriptAsync("set 'CLIENT' default path permissions [MODIFY_TOPIC]");

        await client.RequestAsync("00 70 02 01 'a' 0f 00", "06 02 00");
        await client.SendAsync("00 03 03 02 '>a' 00");
        (await client.ExpectErrorAsync(3, "67")).Should().Be("Access denied. SELECT_TOPIC is missing for the path 'a'.");
    }
}
