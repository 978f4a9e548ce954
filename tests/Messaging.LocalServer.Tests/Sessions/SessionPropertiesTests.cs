using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Services.Sessions;
using Messaging.LocalServer.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.LocalServer.Tests.Sessions;

[Trait("Rule", "SESS-20")]
public sealed class SessionPropertiesTests : ServerTest
{
    [Fact]
    public async Task Get_Anonymous_StartsWithIdAndEmptyPrincipal()
    {
        RawClient client = await ConnectAsync();

        await client.SendAsync("00 ca 01 01");

        (await client.ReceiveAsync()).Hex.Should().StartWith(Notation.Hex($"06 01 01 0d 0a '$SessionId' 21 '{client.SessionName}' 0a '$Principal' 00 0b '$ClientType'"));
    }

    [Fact]
    [Trait("Rule", "SESS-02")]
    public async Task Get_PrincipalWithOwnProperties_HasTheFixedOnesExceptItsRoles()
    {
        const string Properties = "%7B%22room%22%3A%22a%20b%22%2C%22%24Principal%22%3A%22admin%22%2C%22%24Environment%22%3A%22NODE_linux_20.20.2%22%7D";
        RawClient client = await ConnectAsync(RawClient.TargetFor("control", "password").Replace("%7B%22%24Environment%22%3A%22NODE_linux_20.20.2%22%7D", Properties, StringComparison.Ordinal));

        await client.SendAsync("00 ca 01 01");

        Dictionary<string, string> properties = Frame.Read((await client.ReceiveAsync()).Payload)
            .ReadBody<SessionPropertiesResponse>().Properties!.ToDictionary(StringComparer.Ordinal);
        properties.Remove("$SessionId").Should().BeTrue();
        properties.Should().Equal(new Dictionary<string, string>
        {
            ["$Principal"] = "control",
            ["$ClientType"] = "JAVASCRIPT_BROWSER",
            ["$ClientIP"] = "127.0.0.1",
            ["$Transport"] = "WEBSOCKET",
            ["$Connector"] = "local",
            ["$ServerName"] = "test",
            ["$StartTime"] = "1700000000123",
            ["$Country"] = "",
            ["$Language"] = "",
            ["$Latitude"] = "NaN",
            ["$Longitude"] = "NaN",
            ["$Environment"] = "NODE_linux_20.20.2",
        });
    }

    protected override void Configure(LocalServerOptions options)
    {
        options.ServerName = "test";
        options.SecurityScript = "";
        options.SystemAuthenticationScript = "trust client proposed property 'room' if value matches '[a-z ]+'";
        options.TimeProvider = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1700000000123));
    }
}
