using Messaging.Samples.Tests.Lessons;
using Messaging.TestKit.Node;
using static Microsoft.Playwright.Assertions;

namespace Messaging.Samples.Tests.Lesson1;

/// <summary>What the README shows in JavaScript is what runs. Its C# is held by the tests of the guides.</summary>
public sealed class ReadmeTests(Lesson1Site site) : Lesson1Test(site)
{
    private readonly LessonReadme _readme = new("samples/Lesson1.PublishSubscribe");

    [Fact]
    public async Task JavaScript_OfTheReadme_RunsWithTheOfficialSdkInTheSameRoom()
    {
        NodeSdk sdk = await NodeSdk.GetOrSkipAsync();
        ChatTab ada = await JoinAsync("Ada");
        string shown = (await _readme.BlocksAsync("js")).Should().ContainSingle().Subject;
        shown.Should().Contain("host: '127.0.0.1', port: 8080", because: "that is what the page says, and here it is another port");
        string program = string.Join('\n', [
            shown.Replace("port: 8080", $"port: {Site.Server.Port}", StringComparison.Ordinal).Replace("Default Room", Room, StringComparison.Ordinal),
            "await session.pingServer();", // what was published before has come by then
            "await session.closeSession();",
        ]);

        string output = await LessonReadme.RunAsync(sdk, program);

        output.Should().Contain("Ada has joined").And.Contain("Hello from Node");
        await Expect(ada.Message("Hello from Node")).ToContainTextAsync("Node");
    }
}
