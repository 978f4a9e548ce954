using Messaging.LocalServer;
using Messaging.Samples.Tests.Lessons;
using Messaging.TestKit.Node;
using Messaging.Tests.Recording;

namespace Messaging.Samples.Tests.Lesson3;

/// <summary>What the README shows is what runs, and its JavaScript does to a server what its C# does.</summary>
public sealed class ReadmeTests : LoggedTest
{
    private readonly LessonReadme _readme = new("samples/Lesson3.Security");

    [Fact]
    public async Task CSharp_OfTheReadme_StandsInTheLesson() => (await _readme.StrangersAsync()).Should().BeEmpty();

    [Fact]
    public async Task JavaScript_OfTheReadme_DoesWithTheOfficialSdkWhatTheLessonDoes()
    {
        NodeSdk sdk = await NodeSdk.GetOrSkipAsync();
        await using LocalDiffusionServer server = await LocalDiffusionServer.StartAsync(new LocalServerOptions { Port = 0, LoggerFactory = Log });
        string[] steps = await _readme.BlocksAsync("js");
        steps.Should().HaveCount(3, "each step has one; the first signs in as the user that the third creates");
        string program = string.Join('\n', [
            "import diffusion from 'diffusion';",
            $"const [host, port, secure] = ['{server.Url.Host}', {server.Url.Port}, false];",
            "const administrator = await diffusion.connect({ host, port, secure, principal: 'admin', credentials: 'password' });",
            .. steps[1..],
            steps[0],
            "await ada.closeSession();",
            "await administrator.closeSession();",
        ]);

        (await LessonReadme.RunAsync(sdk, program)).Should().Be("ada\n");

        await using MessagingClient admin = Create(server, "admin", "password");
        (await admin.Accounts.ListRolesAsync().Within()).Should().ContainEquivalentOf(ChatRole.User("CHAT_USER"));
        (await admin.Accounts.ListAsync().Within()).Should().ContainEquivalentOf(new Account("ada", ["CHAT_USER"]));
        (await admin.Accounts.GetAnonymousAccessAsync().Within()).Should().Be(AnonymousAccess.Denied);
        var history = new RoomOptions { Kind = RoomKind.History };
        await admin.JoinAsync("lobby", history).Within();
        await using MessagingClient ada = Create(server, "ada", "a long sentence of hers");
        await using IChatRoom room = await ada.JoinAsync("lobby", history).Within();
        (await room.SendAsync("hello").Within()).Event!.Author.Should().Be("ada");
        (await room.WatchCapabilitiesAsync().FirstAsync(may => may.IsKnown).AsTask().Within())
            .Should().Be(new RoomCapabilities { IsKnown = true, MayRead = true, MaySend = true, MayEditOwn = true });
    }

    private MessagingClient Create(LocalDiffusionServer server, string principal, string password) =>
        RecordedClient.Create(new MessagingOptions { Url = server.Url, Principal = principal, Password = password }, Log);
}
