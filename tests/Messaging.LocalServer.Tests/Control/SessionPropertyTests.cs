using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Control;

[Trait("Rule", "SEC-31")]
public sealed class SessionPropertyTests : ServerTest
{
    private const string NoSuchSession = "01 01";

    [Fact]
    [Trait("Rule", "SEC-30")]
    public async Task Get_SomeKeys_ReturnsThoseThatAreThere()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ConnectAsync(RawClient.TargetFor("client", "password"));
        await admin.RequestAsync($"00 69 01 {bob.SessionId} 01 01 04 'room' 01 'a' 00", "06 01 01 00 01 01 04 'room'");

        await admin.RequestAsync($"00 43 02 {bob.SessionId} 03 0a '$Principal' 04 'room' 04 'gone'", "06 02 01 02 0a '$Principal' 06 'client' 04 'room' 01 'a'");
        await admin.RequestAsync($"00 43 03 {bob.SessionId} 01 02 '*U'", "06 03 01 01 04 'room' 01 'a'");
        await admin.RequestAsync($"00 43 04 {bob.SessionId} 00", "06 04 01 00");
        await admin.SendAsync($"00 43 05 {bob.SessionId} 01 02 '*F'");
        (await admin.ReceiveAsync()).Hex.Should()
            .StartWith(Notation.Hex($"06 05 01 0e 0a '$SessionId' {Notation.Text(bob.SessionName)} 0a '$Principal' 06 'client' 06 '$Roles' 08 '\"CLIENT\"'"));
    }

    [Fact]
    [Trait("Rule", "SEC-30")]
    public async Task Get_UnknownSession_ReturnsNothing()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));

        await admin.RequestAsync($"00 43 01 {NoSuchSession} 01 02 '*F'", "06 01 00");
    }

    [Fact]
    public async Task Set_NewChangedSameAndRemoved_TellsWhatWasThere()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ConnectAsync();
        await admin.RequestAsync($"00 69 01 {bob.SessionId} 01 03 04 'room' 01 'a' 04 'same' 01 's' 04 'gone' 01 'g' 00", "06 01 01 00 01 03 04 'room' 04 'same' 04 'gone'");

        await admin.RequestAsync(
            $"00 69 02 {bob.SessionId} 01 03 04 'room' 01 'b' 04 'same' 01 's' 03 'new' 01 'n' 01 02 04 'gone' 05 'never'",
            "06 02 01 02 04 'room' 01 'a' 04 'gone' 01 'g' 01 01 03 'new'");

        await admin.RequestAsync($"00 43 03 {bob.SessionId} 01 02 '*U'", "06 03 01 03 04 'room' 01 'b' 04 'same' 01 's' 03 'new' 01 'n'");
    }

    [Fact]
    public async Task Set_FixedProperties_OnlyThoseAboutThePlaceChange()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ConnectAsync(RawClient.TargetFor("client", "password"));

        await admin.RequestAsync(
            $"00 69 01 {bob.SessionId} 01 06 0a '$Principal' 05 'admin' 06 '$Roles' 07 '\"ADMIN\"' 08 '$Country' 02 'nz' 09 '$Language' 02 'EN' 09 '$Latitude' 03 '-41' 0a '$Longitude' 04 'east' 01 01 0a '$Transport'",
            "06 01 01 03 08 '$Country' 00 09 '$Language' 00 09 '$Latitude' 03 'NaN' 01 00");

        await admin.RequestAsync(
            $"00 43 02 {bob.SessionId} 07 0a '$Principal' 06 '$Roles' 08 '$Country' 09 '$Language' 09 '$Latitude' 0a '$Longitude' 0a '$Transport'",
            "06 02 01 07 0a '$Principal' 06 'client' 06 '$Roles' 08 '\"CLIENT\"' 0a '$Transport' 09 'WEBSOCKET' 08 '$Country' 02 'NZ' 09 '$Language' 02 'en' 09 '$Latitude' 03 '-41' 0a '$Longitude' 03 'NaN'");
    }

    [Theory]
    [InlineData("00")]
    [InlineData("03 'a b'")]
    [InlineData("03 'a(b'")]
    [InlineData("03 'a\"b'")]
    public async Task Set_KeyThatIsNone_IsRefusedAndNothingChanges(string key)
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));

        await admin.SendAsync($"00 69 01 {admin.SessionId} 01 02 04 'room' 01 'a' {key} 01 'x' 00");
        (await admin.ExpectErrorAsync(1, "6a")).Should().Contain("key");

        await admin.RequestAsync($"00 43 02 {admin.SessionId} 01 02 '*U'", "06 02 01 00");
    }

    [Theory]
    [InlineData("69", "{SID} ")]
    [InlineData("6a", "03 'all' ")]
    public async Task Set_MoreThanASessionMayHave_IsRefusedAndNothingChanges(string service, string target)
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ConnectAsync();
        string value = Notation.Text(new string('v', 40_000));
        await admin.RequestAsync($"00 69 01 {bob.SessionId} 01 01 04 'room' {value} 00", "06 01 01 00 01 01 04 'room'");
        string many = Notation.VarInt(1001) + string.Concat(Enumerable.Range(0, 1001).Select(i => Notation.Text($"k{i}") + "00"));

        foreach (string properties in new[] { $"01 01 04 'more' {value}", $"01 {many}" })
        {
            await admin.SendAsync($"00 {service} 02 {target.Replace("{SID}", bob.SessionId, StringComparison.Ordinal)} {properties} 00");
            (await admin.ExpectErrorAsync(2, "ab46")).Should().Contain("at most");
        }

        await admin.SendAsync($"00 69 03 {bob.SessionId} 01 01 08 '$Country' {value} 00");
        (await admin.ExpectErrorAsync(3, "6a")).Should().Contain("$Country");
        await admin.RequestAsync($"00 43 04 {bob.SessionId} 02 08 '$Country' 02 '*U'", $"06 04 01 02 08 '$Country' 00 04 'room' {value}");
        await admin.RequestAsync($"00 43 05 {admin.SessionId} 01 02 '*U'", "06 05 01 00");
        await admin.RequestAsync($"00 69 06 {bob.SessionId} 00 01 01 04 'room'", $"06 06 01 01 04 'room' {value} 01 00");
    }

    [Fact]
    [Trait("Rule", "SEC-20")]
    public async Task Propose_MoreThanASessionMayHave_IsDropped()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        await admin.RequestAsync("00 3a 01 " + Notation.Text("trust client proposed property 'room' if value matches '.*'"), "06 01 00");
        RawClient bob = await ConnectAsync();
        await bob.RequestAsync("00 cb01 01 00 00 00 01 04 'room' 01 'a'", "06 01 01");

        await bob.RequestAsync($"00 cb01 02 00 00 00 01 04 'room' {Notation.Text(new string('v', 70_000))}", "06 02 01");

        await admin.RequestAsync($"00 43 02 {bob.SessionId} 01 02 '*U'", "06 02 01 01 04 'room' 01 'a'");
    }

    [Fact]
    public async Task Set_UnknownSession_IsRefused()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));

        await admin.SendAsync($"00 69 01 {NoSuchSession} 00 00");

        await admin.ExpectErrorAsync(1, "6b");
    }

    [Fact]
    [Trait("Rule", "SEC-32")]
    public async Task SetByFilter_SomeSessions_CountsAndChangesThem()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ConnectAsync(RawClient.TargetFor("client", "password"));
        RawClient also = await ConnectAsync(RawClient.TargetFor("client", "password"));
        RawClient anonymous = await ConnectAsync();

        await admin.RequestAsync("00 6a 01 16 '$Principal is \"client\"' 01 01 04 'room' 01 'a' 00", "06 01 02 00");

        await admin.RequestAsync($"00 43 02 {bob.SessionId} 01 02 '*U'", "06 02 01 01 04 'room' 01 'a'");
        await admin.RequestAsync($"00 43 03 {also.SessionId} 01 02 '*U'", "06 03 01 01 04 'room' 01 'a'");
        await admin.RequestAsync($"00 43 04 {anonymous.SessionId} 01 02 '*U'", "06 04 01 00");
    }

    [Fact]
    [Trait("Rule", "SEC-32")]
    public async Task SetByFilter_BadFilter_SaysWhere()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));

        await admin.SendAsync("00 6a 01 09 'all oops!' 01 01 04 'room' 01 'a' 00");

        (await admin.ReceiveAsync()).Hex.Should().StartWith("06010001").And.EndWith("0105");
    }

    [Theory]
    [InlineData("00 43 01 01 01 00")]
    [InlineData("00 69 01 01 01 00 00")]
    [InlineData("00 6a 01 03 'all' 00 00")]
    [InlineData("00 0e 01 01 01")]
    [InlineData("00 a201 01 03 'all'")]
    [InlineData("00 7b 01 01 01 00 01 01 'R'")]
    [InlineData("00 7c 01 03 'all' 00 01 01 'R'")]
    [InlineData("00 0f 01 01 01 01")]
    [InlineData("00 a301 01 03 'all' 01")]
    [InlineData("00 0a 01 01 01 02 '>a' 00")]
    [InlineData("00 41 01 03 'all' 02 '>a' 00")]
    [InlineData("00 0b 01 01 01 02 '>a' 00")]
    [InlineData("00 42 01 03 'all' 02 '>a' 00")]
    [InlineData("00 c901 01 02 '>a' 01 01")]
    [InlineData("00 c801 01 02 '>a' 03 'all'")]
    [InlineData("00 c601 01 01 01")]
    [InlineData("00 bd01 01 01 00 00 01 00 05")]
    [InlineData("00 51 01 00 01 02 '*F' 05")]
    [InlineData("00 cc01 01 01 01")]
    [Trait("Rule", "SEC-02")]
    public async Task Service_WithoutPermission_IsRefused(string request)
    {
        RawClient client = await ConnectAsync(RawClient.TargetFor("client", "password"));

        await client.SendAsync(request);

        (await client.ExpectErrorAsync(1, "67")).Should().StartWith("Access denied.");
    }

    protected override void Configure(LocalServerOptions options) => options.SecurityScript = string.Empty;
}
