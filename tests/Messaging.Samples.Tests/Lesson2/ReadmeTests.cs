using Messaging.Samples.Tests.Lessons;
using Messaging.TestKit.Node;
using static Microsoft.Playwright.Assertions;

namespace Messaging.Samples.Tests.Lesson2;

/// <summary>What the README shows is what runs.</summary>
public sealed class ReadmeTests(Lesson2Site site) : Lesson2Test(site)
{
    private readonly LessonReadme _readme = new("samples/Lesson2.TimeSeries");

    [Fact]
    public async Task CSharp_OfTheReadme_StandsInTheLesson() => (await _readme.StrangersAsync()).Should().BeEmpty();

    [Fact]
    public async Task JavaScript_OfTheReadme_RunsWithTheOfficialSdkInTheSameRoom()
    {
        NodeSdk sdk = await NodeSdk.GetOrSkipAsync();
        string program = string.Join('\n', [
            "import diffusion from 'diffusion';",
            $"const session = await diffusion.connect({{ host: '{Site.Server.Host}', port: {Site.Server.Port}, secure: false }});",
            .. await _readme.BlocksAsync("js"),
            "await session.closeSession();",
        ]);

        string output = await LessonReadme.RunAsync(sdk, program.Replace("Default Room", Room, StringComparison.Ordinal));

        output.Should().Contain("0  Hello from Node\n", because: "that is the subscription's event, of no author")
            .And.Contain("0 Hello from Node\n", because: "that is the query's");
        ChatTab ada = await OpenTabAsync();
        await ada.JoinRoomAsync("Ada", Room);
        await Expect(ada.Message("Hello from Node")).ToContainTextAsync("Node");
    }
}
