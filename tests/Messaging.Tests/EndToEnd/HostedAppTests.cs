using Messaging.LocalServer;
using Messaging.Tests.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Messaging.Tests.EndToEnd;

/// <summary>A web app with a client in it, and a server that is not always there.</summary>
public sealed class HostedAppTests : ServerTest
{
    [Fact]
    public async Task App_StartsBeforeItsServer_IsDegradedAndRecoversWithoutARestart()
    {
        using var port = new ReservedPort();
        var url = new Uri($"ws://127.0.0.1:{port.Number}");
        await using WebApplication app = await StartAppAsync(services => services.AddDiffusionMessaging(o => o.Url = url));
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        await WhenHealthAsync(http, "Degraded: Connecting since * No session could be opened at *");

        LocalDiffusionServer first = await StartServerAsync(url.Port);
        await WhenHealthAsync(http, "Healthy: Connected.");
        var client = app.Services.GetRequiredService<IMessagingClient>();
        await using IChatRoom room = await client.JoinAsync("lobby", new RoomOptions { Kind = RoomKind.History }).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await room.SendAsync("before").Within();
        (await reader.NextAsync(2)).Should().Contain(e => e is CaughtUp).And.Contain(e => e is MessagePosted);

        await first.DisposeAsync().Within();
        await WhenHealthAsync(http, "Degraded: Reconnecting since *");
        room.Status.State.Should().Be(RoomState.Interrupted);
        await StartServerAsync(url.Port);
        await WhenHealthAsync(http, "Healthy: Connected.");

        room.Status.State.Should().Be(RoomState.Joined);
        await room.SendAsync("after").Within();
        (await reader.NextAsync()).Should().BeOfType<Gap>().Which.Reason.Should().Be(GapReason.RoomRecreated, because: "this server keeps nothing");
        (await reader.NextAsync()).Text().Should().Be("after");
    }

    [Fact]
    public async Task App_ConnectAtStartSwitchedOff_ConnectsWhenAsked()
    {
        LocalDiffusionServer server = await StartServerAsync();
        await using WebApplication app = await StartAppAsync(
            services => services.AddDiffusionMessaging(o => (o.Url, o.ConnectAtStart) = (server.Url, false)));
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        await WhenHealthAsync(http, "Degraded: Nobody has asked for a connection yet.");

        await app.Services.GetRequiredService<IMessagingClient>().ConnectAsync().Within();

        await WhenHealthAsync(http, "Healthy: Connected.");
    }

    [Fact]
    public async Task App_PasswordRefused_StartsAndIsUnhealthy()
    {
        ExpectError("HealthCheckEnd");
        LocalDiffusionServer server = await StartServerAsync();
        await using WebApplication app = await StartAppAsync(
            services => services.AddDiffusionMessaging(o => (o.Url, o.Principal, o.Password) = (server.Url, "client", "wr0ng")));
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        await WhenHealthAsync(http, "Unhealthy: Not connected. The server at * refused the principal 'client'*");
    }

    [Fact]
    public async Task App_StopsWhileItsServerIsNotThere_StopsAtOnce()
    {
        using var port = new ReservedPort();
        var url = new Uri($"ws://127.0.0.1:{port.Number}");
        await using WebApplication app = await StartAppAsync(services => services
            .AddDiffusionMessaging(o => o.Url = url)
            .AddKeyedDiffusionMessaging("other", o => o.Url = url)
            .AddDiffusionMessaging(o => o.DisplayName = "the same client"));

        app.Services.GetServices<RegisteredClient>().Should().HaveCount(2);
        await app.StopAsync(TestContext.Current.CancellationToken).Within();
    }

    private async Task<WebApplication> StartAppAsync(Action<IServiceCollection> addClient)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<ILoggerFactory>(Log);
        addClient(builder.Services);
        builder.Services.AddHealthChecks().AddDiffusionMessaging();
        WebApplication app = builder.Build();
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAsync });
        await app.StartAsync(TestContext.Current.CancellationToken).Within();
        return app;
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsync($"{report.Status}: {report.Entries.Values.Single().Description}", context.RequestAborted);

    private static async Task WhenHealthAsync(HttpClient http, string pattern)
    {
        string start = pattern.Split('*')[0];
        string[] parts = [.. pattern.Split('*').Select(part => part.Trim()).Where(part => part.Length > 0)];
        using var patience = new CancellationTokenSource(WithinExtensions.Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        string health = "";
        while (!(health.StartsWith(start, StringComparison.Ordinal) && parts.All(part => health.Contains(part, StringComparison.Ordinal))))
        {
            (await timer.WaitForNextTickAsync(patience.Token)).Should().BeTrue();
            using HttpResponseMessage response = await http.GetAsync(new Uri("/health", UriKind.Relative), patience.Token);
            health = await response.Content.ReadAsStringAsync(patience.Token);
        }
    }
}
