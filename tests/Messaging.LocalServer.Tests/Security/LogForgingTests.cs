using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Security;

/// <summary>What strangers say stands in the log, in one line of it.</summary>
public sealed class LogForgingTests : SecurityTest
{
    private const string Forged = "eve\r\nSession of admin opened\u2028\u202eeve\0";
    private const string Shown = @"eve\u000d\u000aSession of admin opened\u2028\u202eeve\u0000";

    [Fact]
    public async Task Principal_WithLines_IsOneLine()
    {
        RawClient eve = await ConnectAsync(Forged, "x");

        eve.Handshake[2].Should().Be(116);
        (await Log.WhenLoggedAsync("Refused").Within()).Message.Should().Contain(Shown);
    }

    [Fact]
    public async Task Path_WithLinesAndWithoutEnd_IsOneLineWithAnEnd()
    {
        RawClient client = await ConnectAsync();
        await client.SendAsync($"00 70 01 {Notation.Text(Forged + new string('x', 100_000))} 0f 00");
        (await client.ExpectErrorAsync(1, "67")).Should().Contain(Forged, "whoever asked is told what they said");

        string line = (await Log.WhenLoggedAsync("RequestRefused").Within()).Message;

        line.Should().Contain(Shown).And.NotContain(Forged).And.EndWith("...");
        line.Length.Should().BeLessThan(2000);
    }

    [Fact]
    public async Task Request_ForAPathWithLines_IsOneLine()
    {
        RawClient client = await OpenTcpAsync();

        await client.RequestAsync("/lost%0d%0aSession%20of%20admin%20opened");

        (await Log.WhenLoggedAsync("NotAnUpgrade").Within()).Message.Should().Contain("/lost%0D%0ASession%20of%20admin%20opened");
    }
}
