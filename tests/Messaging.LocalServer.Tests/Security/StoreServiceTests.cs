using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Security;

public sealed class StoreServiceTests : SecurityTest
{
    protected override void Configure(LocalServerOptions options) => options.SecurityScript = "";

    [Fact]
    [Trait("Rule", "SEC-11")]
    public async Task GetSystemAuthentication_AsAdmin_HasEverythingButPasswords()
    {
        RawClient admin = await AdminAsync();

        await admin.SendAsync("00 39 01");

        await admin.ExpectAsync(
            "06 01 04"
            + " 05 'admin' 01 0d 'ADMINISTRATOR' 00"
            + " 06 'client' 01 06 'CLIENT' 00"
            + " 07 'control' 03 0e 'CLIENT_CONTROL' 0d 'TOPIC_CONTROL' 16 'AUTHENTICATION_HANDLER' 00"
            + " 08 'operator' 01 08 'OPERATOR' 00"
            + " 00 01 06 'CLIENT' 00");
    }

    [Fact]
    [Trait("Rule", "SEC-11")]
    public async Task GetSystemAuthentication_AfterAScript_IsAsInTheVector()
    {
        RawClient admin = await AdminAsync();
        await UpdateAsync(admin, "3a", 1, """
            remove principal 'client'
            remove principal 'control'
            remove principal 'operator'
            add principal 'bob' 'pw' ['CLIENT' 'X'] locked by 'admin'
            trust client proposed property 'p1' if value matches '^a.*$'
            trust client proposed property 'p2' if value in ['x' 'y']
            """);

        await admin.SendAsync("00 39 02");

        // The reply of the golden vector, with the conversation id of this one.
        await admin.ExpectAsync("06 02 02 05 'admin' 01 0d 'ADMINISTRATOR' 00 03 'bob' 02 06 'CLIENT' 01 'X' 01 05 'admin' 00 01 06 'CLIENT' 02 02 'p1' 00 05 '^a.*$' 02 'p2' 01 02 01 'x' 01 'y'");
    }

    [Fact]
    [Trait("Rule", "SEC-12")]
    public async Task GetSecurity_OfAScriptOfOurs_IsWhatItSays()
    {
        RawClient admin = await AdminAsync();
        await UpdateAsync(admin, "3c", 1, """
            set roles for anonymous sessions []
            set roles for named sessions ['CLIENT' 'X']
            set 'A' permissions [VIEW_SESSION REGISTER_HANDLER]
            set 'A' default path permissions [READ_TOPIC]
            set 'A' path 'a/b' permissions [UPDATE_TOPIC EXPOSE_BRANCH]
            set 'A' path 'c' permissions []
            set 'A' includes ['CLIENT']
            set role 'A' locked by principal 'admin'
            isolate path 'a/b'
            """);

        await admin.SendAsync("00 3b 02");

        RawFrame reply = await admin.ReceiveAsync();
        reply.Hex.Should().StartWith(Notation.Hex(
            "06 02 00 02 06 'CLIENT' 01 'X' 07"
            + " 01 'A' 02 01 03 01 00 02 03 'a/b' 02 01 0b 01 'c' 00 01 06 'CLIENT' 01 05 'admin'"
            + " 0d 'ADMINISTRATOR' 09 01 02 03 04 05 06 07 09 0a 05 01 02 04 09 0b 00 01 06 'CLIENT' 00"));
        reply.Hex.Should().EndWith(Notation.Hex("01 03 'a/b'"));
    }

    [Theory]
    [InlineData("39", "VIEW_SECURITY")]
    [InlineData("3b", "VIEW_SECURITY")]
    [InlineData("3a", "MODIFY_SECURITY")]
    [InlineData("3c", "MODIFY_SECURITY")]
    [Trait("Rule", "SEC-13")]
    public async Task Stores_WithoutPermission_AreRefused(string service, string permission)
    {
        RawClient control = await ConnectAsync("control", "password");

        await control.SendAsync($"00 {service} 01 00");

        (await control.ExpectErrorAsync(1, "67")).Should().Be($"Access denied. {permission} is missing.");
    }

    [Fact]
    [Trait("Rule", "SEC-10")]
    public async Task Update_WithErrors_ReportsThemAndDoesNothing()
    {
        RawClient admin = await AdminAsync();

        await admin.RequestAsync("00 3a 01 13 'remove principal \"x'", "06 01 01 1e 'The text in quotes has no end.' 01 12");
        await admin.RequestAsync("00 3c 02 00", "06 02 00");
    }

    [Fact]
    [Trait("Rule", "SEC-15")]
    public async Task Accounts_CreatedByScript_SignInUntilTheyAreRemoved()
    {
        RawClient admin = await AdminAsync();
        await UpdateAsync(admin, "3a", 1, "add principal 'bob' 'pw' ['OPERATOR']");

        RawClient bob = await ConnectAsync("bob", "pw");
        await ExpectPropertiesAsync(admin, 9, bob, "02 0a '$Principal' 06 '$Roles'", "02 0a '$Principal' 03 'bob' 06 '$Roles' 13 '\"OPERATOR\",\"CLIENT\"'");
        (await ConnectAsync("bob", "wr0ng")).Handshake.Should().Equal(0x23, 29, 116);

        await UpdateAsync(admin, "3a", 2, "set password 'bob' 'other'");
        (await ConnectAsync("bob", "pw")).Handshake.Should().Equal(0x23, 29, 116);
        (await ConnectAsync("bob", "other")).Handshake[2].Should().Be(100);

        await UpdateAsync(admin, "3a", 3, "remove principal 'bob'");
        (await ConnectAsync("bob", "other")).Handshake.Should().Equal(0x23, 29, 116);

        // Who is in stays in.
        await bob.RequestAsync("00 38 02", "06 02");
    }

    [Fact]
    [Trait("Rule", "SEC-15")]
    public async Task AnonymousSessions_DeniedOrLeftToNobody_AreRefused()
    {
        RawClient admin = await AdminAsync();
        foreach ((byte conversationId, string action) in new[] { ((byte)1, "deny"), ((byte)2, "abstain") })
        {
            await UpdateAsync(admin, "3a", conversationId, $"{action} anonymous connections");
            (await ConnectAsync()).Handshake.Should().Equal(0x23, 29, 116);
        }

        await UpdateAsync(admin, "3a", 3, "allow anonymous connections ['OPERATOR']");
        RawClient anonymous = await ConnectAsync();
        await anonymous.SendAsync("00 8f 01 01");
        await anonymous.ExpectAsync("06 01 02 01 04");
    }

    [Fact]
    [Trait("Rule", "SEC-15")]
    public async Task ProposedProperties_AreKeptAsFarAsTheyAreTrusted()
    {
        RawClient admin = await AdminAsync();
        await UpdateAsync(admin, "3a", 1, "trust client proposed property 'room' if value in ['lobby']\ntrust client proposed property 'n' if value matches '[0-9]+'");

        RawClient client = await ConnectAsync(Target("client", "password", "{\"room\":\"lobby\",\"n\":\"12x\",\"other\":\"o\"}"));

        await ExpectPropertiesAsync(admin, 2, client, "01 02 '*U'", "01 04 'room' 05 'lobby'");
    }
}
