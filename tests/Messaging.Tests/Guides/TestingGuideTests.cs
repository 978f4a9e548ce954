using System.Text.RegularExpressions;
using Messaging.Tests.Repository;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.Tests.Guides;

/// <summary>What <c>docs/testing.md</c> shows is compiled, and does what it says. Its fixture runs with the other tests.</summary>
public sealed partial class TestingGuideTests
{
    [Fact]
    public void Code_InTheGuide_IsThatOfTheTests()
    {
        Dictionary<string, string> regions = ((string[])["TestingGuide", "ChatServerFixture", "ChatViewModel"])
            .SelectMany(file => Region().Matches(Read($"tests/Messaging.Tests/Guides/{file}.cs")))
            .ToDictionary(region => region.Groups["name"].Value, Unindent);

        Block().Matches(Read("docs/testing.md")).Select(block => block.Groups["code"].Value).Should().BeEquivalentTo(regions.Values);
        regions.Should().HaveCount(11);
    }

    [Fact]
    public Task ThreeLines_Run() => TestingGuide.ThreeLinesAsync().Within();

    [Fact]
    public Task Accounts_SignIn() => TestingGuide.AccountsAsync().Within();

    [Fact]
    public Task FakeRoom_ShowsWhatTheViewModelDoes() => TestingGuide.FakeRoomAsync().Within();

    [Fact]
    public Task Script_DoesWhatItSays() => TestingGuide.ScriptAsync().Within();

    [Fact]
    public Task Faults_AreSurvived() => TestingGuide.FaultsAsync().Within();

    [Fact]
    public Task Time_PassesWhenItIsTold() => TestingGuide.TimeAsync().Within();

    [Fact]
    public async Task Proxy_StandsInFrontOfAnyServer()
    {
        await using ChatTestServer server = await ChatTestServer.StartAsync().Within();

        await TestingGuide.AnyServerAsync(server.Server.Url).Within();
    }

    [Fact]
    public async Task Services_ClientHasTheClock()
    {
        await using ChatTestServer server = await ChatTestServer.StartAsync().Within();
        var clock = new FakeTimeProvider(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var services = new ServiceCollection();

        TestingGuide.Register(services, server, clock);

        await using ServiceProvider provider = services.BuildServiceProvider();
        provider.GetRequiredService<IMessagingClient>().Status.Since.Should().Be(clock.GetUtcNow());
    }

    private static string Read(string path) => RepositoryFiles.Read(path).ReplaceLineEndings("\n");

    /// <summary>The code of a region, moved to the left by as much as its first line stands to the right.</summary>
    private static string Unindent(Match region) =>
        Regex.Replace(region.Groups["code"].Value, $"^{region.Groups["indentation"].Value}", "", RegexOptions.Multiline);

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^(?<indentation> *)#region (?<name>[^\n]*)\n(?<code>.*?) *#endregion", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Region();
}
