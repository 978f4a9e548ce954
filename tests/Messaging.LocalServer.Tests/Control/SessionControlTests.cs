using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Control;

public sealed class SessionControlTests : ServerTest
{
    private const string NoSuchSession = "01 01";

    [Fact]
    [Trait("Rule", "SEC-33")]
    public async Task Close_Session_EndsItBeforeTheAnswer()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ConnectAsync();
        await bob.RequestAsync("00 03 01 05 '?.*//' 00", "06 01");

        await admin.RequestAsync($"00 0e 01 {bob.SessionId}", "06 01");

        Server.Statistics.Should().Match<LocalServerStatistics>(held => held.Sessions == 1 && held.Selections == 0);
        await bob.ExpectAsync("1c");
        await bob.ExpectCloseAsync();
        await admin.SendAsync($"00 0e 02 {bob.SessionId}");
        (await admin.ExpectErrorAsync(2, "6b")).Should().StartWith("No such session");
    }

    [Fact]
    [Trait("Rule", "SEC-33")]
    public async Task Close_OwnSession_IsAnsweredFirst()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));

        await admin.SendAsync($"00 0e 01 {admin.SessionId}");

        await admin.ExpectAsync("06 01", "1c");
        await admin.ExpectCloseAsync();
        Server.Statistics.Should().Be(default(LocalServerStatistics));
    }

    [Fact]
    [Trait("Rule", "SEC-33")]
    public async Task CloseByFilter_AllSessions_OwnSessionIsAnsweredFirst()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient[] others = [await ConnectAsync(), await ConnectAsync()];

        await admin.SendAsync("00 a201 01 03 'all'");

        foreach (RawClient other in others)
        {
            await other.ExpectAsync("1c");
            await other.ExpectCloseAsync();
        }

        await admin.ExpectAsync("06 01 03 00", "1c");
        await admin.ExpectCloseAsync();
        Server.Statistics.Should().Be(default(LocalServerStatistics));
    }

    [Fact]
    [Trait("Rule", "SEC-33")]
    public async Task CloseByFilter_BadFilter_SaysWhereAndClosesNobody()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));

        await admin.SendAsync("00 a201 01 04 'all)'");

        (await admin.ReceiveAsync()).Hex.Should().StartWith("06010001").And.EndWith("0104");
        Server.Statistics.Sessions.Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "SEC-21")]
    public async Task Revoke_Session_EndsIt()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("control", "password"));
        RawClient bob = await ConnectAsync();

        await admin.RequestAsync($"00 cc01 01 {bob.SessionId}", "06 01");

        await bob.ExpectAsync("1c");
        await bob.ExpectCloseAsync();
    }

    [Fact]
    [Trait("Rule", "SEC-34")]
    public async Task ChangeRoles_OfSession_ShowInItsPropertiesAndPermissions()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ConnectAsync(RawClient.TargetFor("client", "password"));

        await admin.RequestAsync($"00 7b 01 {bob.SessionId} 02 06 'CLIENT' 05 'NEVER' 02 03 'NEW' 08 'OPERATOR'", "06 01");

        await admin.RequestAsync($"00 43 02 {bob.SessionId} 01 06 '$Roles'", "06 02 01 01 06 '$Roles' 10 '\"NEW\",\"OPERATOR\"'");
        await bob.RequestAsync($"00 43 01 {bob.SessionId} 01 0a '$Principal'", "06 01 01 01 0a '$Principal' 06 'client'");
    }

    [Fact]
    [Trait("Rule", "SEC-34")]
    public async Task ChangeRoles_ThatLetRead_EndSubscriptions()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ConnectAsync(RawClient.TargetFor("client", "password"));
        await admin.RequestAsync("00 70 01 01 'a' 11 00", "06 01 00");
        await bob.SendAsync("00 03 01 02 '>a' 00");
        await bob.ExpectAsync("00 57 01 01 01 'a' 11 00", "06 01");

        await admin.RequestAsync("00 7c 02 16 '$Principal is \"client\"' 01 06 'CLIENT' 00", "06 02 01 00");

        (await bob.ReceiveAsync()).Hex.Should().StartWith("002a02");
    }

    [Theory]
    [InlineData("00 00")]
    [InlineData("01 01 'R' 01 01 'R'")]
    [Trait("Rule", "SEC-34")]
    public async Task ChangeRoles_ToNothingOrBoth_IsRefused(string roles)
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));

        await admin.SendAsync($"00 7b 01 {admin.SessionId} {roles}");

        await admin.ExpectErrorAsync(1, "6a");
    }

    [Fact]
    [Trait("Rule", "SEC-35")]
    public async Task Conflate_IsAcceptedAndChangesNothing()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));

        await admin.RequestAsync($"00 0f 01 {admin.SessionId} 01", "06 01");
        await admin.RequestAsync("00 a301 02 03 'all' 00", "06 02 01 00");
        await admin.SendAsync($"00 0f 03 {NoSuchSession} 01");
        await admin.ExpectErrorAsync(3, "6b");
    }

    [Fact]
    [Trait("Rule", "SEC-36")]
    public async Task Subscribe_OtherSession_GetsTheTopic()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ConnectAsync();
        await admin.RequestAsync("00 70 01 01 'a' 11 00", "06 01 00");

        await admin.RequestAsync($"00 0a 02 {bob.SessionId} 02 '>a' 01 's'", "06 02");
        await bob.ExpectAsync("00 57 01 01 01 'a' 11 00");
        await admin.RequestAsync($"00 c601 03 {bob.SessionId}", "06 03 01 01 's' 01 02 '>a' 00");

        await admin.RequestAsync($"00 0b 04 {bob.SessionId} 02 '>a' 01 's'", "06 04");
        await bob.ExpectAsync("00 2a 02 01 01");
        await admin.RequestAsync($"00 c601 05 {bob.SessionId}", "06 05 00");
    }

    [Fact]
    [Trait("Rule", "SEC-36")]
    public async Task SubscribeByFilter_Sessions_GetTheTopic()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ConnectAsync();
        await admin.RequestAsync("00 70 01 01 'a' 11 00", "06 01 00");

        await admin.RequestAsync("00 41 02 10 '$Principal is \"\"' 02 '>a' 00", "06 02 00 01");
        await bob.ExpectAsync("00 57 01 01 01 'a' 11 00");

        await admin.RequestAsync("00 42 03 10 '$Principal is \"\"' 02 '>a' 00", "06 03 00 01");
        await bob.ExpectAsync("00 2a 02 01 01");

        await admin.RequestAsync("00 41 04 10 '$Principal is \"\"' 02 '>a' 01 's'", "06 04 00 01");
        await bob.ExpectAsync("00 57 03 01 01 'a' 11 00");
        await admin.RequestAsync("00 c801 05 02 '>a' 10 '$Principal is \"\"'", "06 05 00 01");
        await bob.ExpectAsync("00 2a 04 01 01");

        await admin.SendAsync("00 41 06 01 '(' 02 '>a' 00");
        (await admin.ReceiveAsync()).Hex.Should().StartWith("06060101").And.EndWith("0102");
    }

    [Fact]
    [Trait("Rule", "SEC-36")]
    public async Task UnsubscribeAllScopes_OtherSession_LosesTheTopic()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ConnectAsync();
        await admin.RequestAsync("00 70 01 01 'a' 11 00", "06 01 00");
        await bob.SendAsync("00 03 01 02 '>a' 01 't'");
        await bob.ExpectAsync("00 57 01 01 01 'a' 11 00", "06 01");

        await admin.RequestAsync($"00 c901 02 02 '>a' {bob.SessionId}", "06 02");

        await bob.ExpectAsync("00 2a 02 01 01");
    }

    [Fact]
    [Trait("Rule", "SEC-37")]
    public async Task Selections_OfSession_AreListedByScopeInOrder()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ConnectAsync();
        await bob.RequestAsync("00 03 01 04 '?a//' 00", "06 01");
        await bob.RequestAsync("00 04 02 04 '>a/b' 00", "06 02");
        await bob.RequestAsync("00 03 03 02 '>c' 00", "06 03");
        await bob.RequestAsync("00 03 04 02 '>d' 01 's'", "06 04");

        await admin.RequestAsync($"00 c601 01 {bob.SessionId}", "06 01 02 00 03 04 '?a//' 00 04 '>a/b' 01 02 '>c' 00 01 's' 01 02 '>d' 00");
    }

    protected override void Configure(LocalServerOptions options) => options.SecurityScript = string.Empty;
}
