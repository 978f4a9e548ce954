using Messaging.LocalServer.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.LocalServer.Tests.Limits;

public sealed class SessionLimitTests : ServerTest
{
    private const string LicenseLimit = "231d71";

    private static readonly string Client = RawClient.TargetFor("client", "password");
    private static readonly string Admin = RawClient.TargetFor("admin", "password");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    [Trait("Rule", "SESS-09")]
    public async Task Principal_WithAllItsSessions_GetsOneMoreOnlyWhenOneHasEnded()
    {
        RawClient first = await ConnectAsync(Client);
        RawClient second = await ConnectAsync(Client);
        second.Handshake[2].Should().Be(100, "two are allowed");

        await ShouldBeRefusedAsync(Client, "the principal has 2 sessions");
        (await ConnectAsync(Admin)).Handshake[2].Should().Be(100, "others have their own");
        await first.CloseAsync();

        (await ConnectAsync(Client)).Handshake[2].Should().Be(100);
        await ShouldBeRefusedAsync(Client, "the principal has 2 sessions");
    }

    [Fact]
    [Trait("Rule", "SESS-09")]
    [Trait("Rule", "SESS-17")]
    public async Task Principal_WithASessionThatHasLostItsConnection_HasItAllTheSameUntilItsTimeIsUp()
    {
        RawClient lost = await ConnectAsync(Client);
        await ConnectAsync(Client);
        await LoseAsync(lost);

        await ShouldBeRefusedAsync(Client, "the principal has 2 sessions");
        (await ConnectAsync(RawClient.ReconnectionTarget(lost.Token, 1, 0))).Handshake[2].Should().Be(105, "its place is kept for it");
        await ShouldBeRefusedAsync(Client, "the principal has 2 sessions");
    }

    [Fact]
    [Trait("Rule", "SESS-09")]
    [Trait("Rule", "SESS-17")]
    public async Task Principal_WhoseLostSessionIsNotTakenUpInTime_GetsAnother()
    {
        RawClient lost = await ConnectAsync(Client);
        await ConnectAsync(Client);
        await LoseAsync(lost);

        _time.Advance(TimeSpan.FromMinutes(1));
        await Log.WhenLoggedAsync("SessionEnded").Within();

        (await ConnectAsync(Client)).Handshake[2].Should().Be(100);
        await ShouldBeRefusedAsync(Client, "the principal has 2 sessions");
    }

    [Fact]
    [Trait("Rule", "SESS-09")]
    public async Task Principal_WithAWrongPassword_DoesNotLearnOfTheLimit()
    {
        await ConnectAsync(Client);
        await ConnectAsync(Client);

        (await ConnectAsync(RawClient.TargetFor("client", "wr0ng"))).Handshake[2].Should().Be(116);
    }

    [Fact]
    [Trait("Rule", "SESS-09")]
    public async Task Anonymous_Sessions_AreNobodys()
    {
        for (int i = 0; i < 4; i++)
        {
            (await ConnectAsync()).Handshake[2].Should().Be(100);
        }
    }

    [Fact]
    [Trait("Rule", "SESS-09")]
    public async Task Sessions_InAll_GetOneMoreOnlyWhenOneHasEnded()
    {
        RawClient[] sessions = [await ConnectAsync(), await ConnectAsync(), await ConnectAsync(Client), await ConnectAsync(Client), await ConnectAsync(Admin)];
        sessions[^1].Handshake[2].Should().Be(100, "five are allowed");

        await ShouldBeRefusedAsync(RawClient.AnonymousTarget, "there are 5 sessions");
        await ShouldBeRefusedAsync(Admin, "there are 5 sessions");
        await sessions[0].CloseAsync();

        (await ConnectAsync(Admin)).Handshake[2].Should().Be(100);
    }

    [Fact]
    [Trait("Rule", "SEC-20")]
    public async Task Reauthenticate_AsAPrincipalWithAllItsSessions_IsRefusedAndKeepsTheOldOne()
    {
        RawClient first = await ConnectAsync(Client);
        await ConnectAsync(Client);
        RawClient other = await ConnectAsync(Admin);

        await other.SendAsync("00 cb 01 01 06 'client' 01 08 'password' 00");
        (await other.ExpectErrorAsync(1, "ab46")).Should().Contain("the principal has 2 sessions");
        await other.RequestAsync($"00 43 02 {other.SessionId} 01 0a '$Principal'", "06 02 01 01 0a '$Principal' 05 'admin'");
        await ConnectAsync(Admin);
        await ShouldBeRefusedAsync(Admin, "the principal has 2 sessions");

        await first.RequestAsync("00 cb 01 02 07 'control' 01 08 'password' 00", "06 02 01");
        await other.RequestAsync("00 cb 01 03 06 'client' 01 08 'password' 00", "06 03 01");

        (await ConnectAsync(Admin)).Handshake[2].Should().Be(100, "it has one session less");
    }

    [Fact]
    public async Task Sessions_ThatOthersEnd_AreCountedOutOnce()
    {
        RawClient admin = await ConnectAsync(Admin);
        for (byte i = 1; i <= 5; i++)
        {
            RawClient client = await ConnectAsync(Client);
            client.Handshake[2].Should().Be(100);
            await admin.RequestAsync($"00 0e {i:x2} {client.SessionId}", $"06 {i:x2}");
        }
    }

    protected override void Configure(LocalServerOptions options)
    {
        options.MaximumSessions = 5;
        options.MaximumSessionsPerPrincipal = 2;
        options.TimeProvider = _time;
        options.SystemPingPeriod = TimeSpan.Zero;
    }

    private async Task LoseAsync(RawClient client)
    {
        await client.DisposeAsync();
        await Eventually.BecomesAsync(() => Server.Statistics.DisconnectedSessions, count => count == 1);
    }

    private async Task ShouldBeRefusedAsync(string target, string reason)
    {
        int before = Server.Statistics.Sessions;
        RawClient client = await ConnectAsync(target);
        Notation.Hex(client.Handshake).Should().Be(LicenseLimit);
        await client.ExpectCloseAsync();
        Log.Records.Last(record => record.EventId.Name == "Refused").Message.Should().Contain(reason);
        Server.Statistics.Sessions.Should().Be(before);
    }
}
