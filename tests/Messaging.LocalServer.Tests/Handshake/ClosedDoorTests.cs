using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Handshake;

public sealed class ClosedDoorTests : ServerTest
{
    [Fact]
    [Trait("Rule", "SESS-05")]
    public async Task Connect_AnonymousNotAllowed_Answers116()
    {
        RawClient client = await ConnectAsync();

        Notation.Hex(client.Handshake).Should().Be("231d74");
        await client.ExpectCloseAsync();
    }

    [Fact]
    public async Task Connect_EmptyPrincipalName_IsAnonymous()
    {
        RawClient client = await ConnectAsync(RawClient.TargetFor("", "password"));

        Notation.Hex(client.Handshake).Should().Be("231d74");
    }

    [Fact]
    public async Task Connect_ConfiguredPrincipal_GetsSession()
    {
        RawClient client = await ConnectAsync(RawClient.TargetFor("Zoë", "pass:wörd 🔑"));

        Notation.Hex(client.Handshake.AsSpan(0, 3)).Should().Be("231d64");
    }

    protected override void Configure(LocalServerOptions options)
    {
        options.AllowAnonymous = false;
        options.Principals = [new LocalPrincipal("Zoë", "pass:wörd 🔑", ["CLIENT"])];
    }
}
