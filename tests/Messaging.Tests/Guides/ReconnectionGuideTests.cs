using System.Text.RegularExpressions;
using System.Threading.Channels;
using Messaging.LocalServer;
using Messaging.Tests.EndToEnd;
using Messaging.Tests.Repository;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Messaging.Tests.Guides;

/// <summary>What <c>docs/reconnection.md</c> shows is compiled, and does over the local server what it says.</summary>
public sealed partial class ReconnectionGuideTests : ServerTest
{
    [Fact]
    public void Code_InTheGuide_IsThatOfTheTests()
    {
        string[] regions =
        [
            .. Region().Matches(Read("tests/Messaging.Tests/Guides/ReconnectionGuide.cs"))
                .Select(region => Indentation().Replace(region.Groups["code"].Value, "")),
        ];

        regions.Should().HaveCount(4);
        Block().Matches(Read("docs/reconnection.md")).Select(block => block.Groups["code"].Value).Should().Equal(regions);
    }

    [Fact]
    public async Task Defaults_InTheGuide_AreThoseOfTheOptions()
    {
        var options = new MessagingOptions();
        options.ConnectTimeout.Should().Be(TimeSpan.FromSeconds(10));
        options.InitialConnectTimeout.Should().BeNull();
        options.ReconnectTimeout.Should().Be(Timeout.InfiniteTimeSpan);
        options.ResumeTimeout.Should().Be(TimeSpan.FromSeconds(60));
        options.RequestTimeout.Should().Be(TimeSpan.FromSeconds(10));
        options.ConnectAtStart.Should().BeTrue();
        await using MessagingClient client = ReconnectionGuide.Create(new Uri("ws://localhost:1"));
        client.Status.State.Should().Be(ConnectionState.Disconnected);
    }

    [Fact]
    public async Task Watch_ServerGoesAndComes_ShowsIt()
    {
        using var port = new ReservedPort();
        LocalDiffusionServer first = await StartServerAsync(port.Number);
        MessagingClient client = NewClient(first.Url);
        IChatRoom room = await client.JoinAsync("lobby").Within();
        using var stop = new CancellationTokenSource();
        var ofClient = Channel.CreateUnbounded<string>();
        Task watchingClient = GuideTo(ofClient).WatchAsync(client, stop.Token);
        await ShouldShowAsync(ofClient, "Connected.");
        var ofRoom = Channel.CreateUnbounded<string>();
        Task watchingRoom = GuideTo(ofRoom).WatchAsync(room, stop.Token);
        await ShouldShowAsync(ofRoom, "lobby: Joined.");

        await first.DisposeAsync().Within();
        await ShouldShowAsync(ofClient, "Reconnecting: ");
        await ShouldShowAsync(ofRoom, "lobby: Interrupted. ");
        await StartServerAsync(port.Number);
        await ShouldShowAsync(ofClient, "Connected.");
        await ShouldShowAsync(ofRoom, "lobby: Joined.");

        await stop.CancelAsync();
        await watchingClient.Awaiting(w => w.Within()).Should().ThrowAsync<OperationCanceledException>();
        await watchingRoom.Awaiting(w => w.Within()).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Host_HasTheClientAndItsCheck()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        ReconnectionGuide.Add(builder, new Uri("ws://localhost:1"));
        await using WebApplication app = builder.Build();

        HealthReport report = await app.Services.GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(check => check.Tags.Contains("ready"), TestContext.Current.CancellationToken);

        report.Entries.Should().ContainKey("diffusion-messaging").WhoseValue.Status.Should().Be(HealthStatus.Degraded);
    }

    private static string Read(string path) => RepositoryFiles.Read(path).ReplaceLineEndings("\n");

    private static ReconnectionGuide GuideTo(Channel<string> shown) => new(line => shown.Writer.TryWrite(line));

    /// <summary>How many lines come before it is nobody's business: the streams are conflated.</summary>
    private static async Task ShouldShowAsync(Channel<string> shown, string beginning) =>
        await shown.Reader.ReadAllAsync().FirstAsync(line => line.StartsWith(beginning, StringComparison.Ordinal)).AsTask().Within();

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"#region [^\n]*\n(?<code>.*?) *#endregion", RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex(@"^ {8}", RegexOptions.Multiline)]
    private static partial Regex Indentation();
}
