using Messaging.LocalServer;
using Messaging.Tests.EndToEnd;

namespace Messaging.Tests.Guides;

/// <summary>What the local server's README shows is compiled, and does what it says.</summary>
public sealed class ServerGuideTests : ServerTest
{
    [Fact]
    public async Task Start_SaysWhereItIs()
    {
        await using var written = new StringWriter();

        await new ServerGuide(written).StartAsync().Within();

        written.ToString().Should().MatchRegex(@"^ws://127\.0\.0\.1:\d+/\r?\n$");
    }

    [Fact]
    public async Task Scripts_LetThatAccountIn_AndNotCreateRooms()
    {
        LocalServerOptions shown = ServerGuide.WithScripts();
        LocalDiffusionServer server = await StartServerAsync(
            configure: o => (o.SecurityScript, o.SystemAuthenticationScript) = (shown.SecurityScript, shown.SystemAuthenticationScript));
        MessagingClient alice = NewClient(server.Url, o => (o.Principal, o.Password) = ("alice", "secret"));

        (await alice.Awaiting(a => a.JoinAsync("lobby").Within()).Should().ThrowAsync<MessagingException>())
            .Which.Should().Match<MessagingException>(e => e.Code == MessagingErrorCode.NotPermitted && e.Permission == "MODIFY_TOPIC");

        await NewClient(server.Url, o => (o.Principal, o.Password) = ("admin", "password")).JoinAsync("lobby").Within();
        await (await alice.JoinAsync("lobby").Within()).SendAsync("hello").Within();
    }
}
