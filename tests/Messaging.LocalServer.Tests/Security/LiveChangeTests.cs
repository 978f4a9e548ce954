using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Security;

/// <summary>What changes for sessions that are there: their subscriptions follow what they may read.</summary>
[Trait("Rule", "TOPIC-14")]
public sealed class LiveChangeTests : SecurityTest
{
    [Fact]
    public async Task ReadTopic_LostAndGained_UnsubscribesAndSubscribes()
    {
        RawClient admin = await AdminAsync();
        await admin.RequestAsync("00 70 01 03 'a/b' 11 00", "06 01 00");
        await admin.RequestAsync("00 76 02 03 'a/b' 11 02 61 'x' 00", "06 02");
        RawClient client = await ConnectAsync();
        await client.SendAsync("00 03 01 04 '?a//' 00");
        await client.ExpectAsync("00 57 01 01 03 'a/b' 11 00", "04 00000001 61 'x'", "06 01");

        await UpdateAsync(admin, "3c", 3, "set 'CLIENT' path 'a' permissions [SELECT_TOPIC]");
        await client.ExpectAsync("00 2a 02 01 03");
        await admin.RequestAsync("00 76 04 03 'a/b' 11 02 61 'y' 00", "06 04");
        Server.Statistics.Subscriptions.Should().Be(0);

        await UpdateAsync(admin, "3c", 5, "remove 'CLIENT' permissions for path 'a'");
        await client.ExpectAsync("00 57 03 01 03 'a/b' 11 00", "04 00000001 61 'y'");
        await admin.RequestAsync("00 76 06 03 'a/b' 11 02 61 'z' 00", "06 06");
        await client.ExpectAsync("04 00000001 61 'z'");
    }

    [Fact]
    public async Task ReadTopic_GainedWithoutASelection_SubscribesToNothing()
    {
        RawClient admin = await AdminAsync();
        await admin.RequestAsync("00 70 01 03 'a/b' 11 00", "06 01 00");
        await UpdateAsync(admin, "3c", 2, "set 'CLIENT' path 'a' permissions [SELECT_TOPIC]");
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 03 01 04 '?a//' 00", "06 01");
        await client.RequestAsync("00 04 02 04 '?a//' 00", "06 02");

        await UpdateAsync(admin, "3c", 3, "remove 'CLIENT' permissions for path 'a'");

        await client.RequestAsync("00 38 03", "06 03");
        Server.Statistics.Subscriptions.Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "SEC-20")]
    public async Task Principal_Changed_ChangesRolesPropertiesAndSubscriptions()
    {
        RawClient admin = await AdminAsync();
        await UpdateAsync(admin, "3a", 1, "add principal 'bob' 'secret' ['READER' 'CLIENT']\ntrust client proposed property 'room' if value in ['a']");
        await UpdateAsync(admin, "3c", 2, """
            set 'CLIENT' path 'private' permissions [SELECT_TOPIC]
            set 'READER' path 'private' permissions [READ_TOPIC]
            """);
        await admin.RequestAsync("00 70 03 09 'private/x' 11 00", "06 03 00");
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 03 01 09 '?private/' 00", "06 01");

        // The golden vectors of changePrincipal and reauthenticate, refused and accepted.
        await client.RequestAsync("00 cb 01 19 03 'bob' 01 05 'wrong' 00", "06 19 00");
        await client.SendAsync("00 cb 01 1d 03 'bob' 01 06 'secret' 01 04 'room' 01 'a'");
        await client.ExpectAsync("00 57 01 01 09 'private/x' 11 00", "06 1d 01");

        const string Keys = "03 0a '$Principal' 06 '$Roles' 04 'room'";
        await ExpectPropertiesAsync(admin, 4, client, Keys, "03 0a '$Principal' 03 'bob' 06 '$Roles' 11 '\"READER\",\"CLIENT\"' 04 'room' 01 'a'");

        await client.SendAsync("00 cb 01 1f 06 'client' 01 08 'password' 00");
        await client.ExpectAsync("00 2a 02 01 03", "06 1f 01");
        await ExpectPropertiesAsync(admin, 5, client, Keys, "03 0a '$Principal' 06 'client' 06 '$Roles' 08 '\"CLIENT\"' 04 'room' 01 'a'");
    }

    [Fact]
    [Trait("Rule", "SEC-20")]
    public async Task Reauthenticate_WithBytes_IsRefused()
    {
        RawClient client = await ConnectAsync();

        await client.RequestAsync("00 cb 01 21 03 'bob' 02 03 01 02 ff 00", "06 21 00");
    }

    [Fact]
    [Trait("Rule", "SEC-20")]
    public async Task Reauthenticate_TwiceAtOnce_RefusesTheSecondAndAnswersBoth()
    {
        RawClient client = await ConnectAsync();
        for (byte i = 0; i < 10; i++)
        {
            await client.SendAsync($"00 cb 01 {i + 1:x2} 06 'client' 01 08 'password' 00");
        }

        HashSet<byte> answered = [];
        for (int i = 0; i < 10; i++)
        {
            answered.Add((await client.ReceiveAsync()).Payload[1]);
        }

        answered.Should().HaveCount(10);
        await client.RequestAsync("00 38 0b", "06 0b");
    }
}
