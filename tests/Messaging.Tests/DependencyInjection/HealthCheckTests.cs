using Messaging.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Messaging.Tests.DependencyInjection;

public sealed class HealthCheckTests : RoomTest
{
    [Fact]
    public async Task Check_FollowsTheClient_WithoutAskingTheServer()
    {
        ExpectError("ConnectionGivenUp");
        MessagingClient client = NewClient(o => (o.InitialConnectTimeout, o.ReconnectTimeout) = (Timeout.InfiniteTimeSpan, TimeSpan.Zero));
        (await CheckAsync(client)).Should().Match<HealthCheckResult>(r => r.Status == HealthStatus.Degraded && r.Description!.Contains("Nobody has asked"));

        var notYet = new MessagingException(MessagingErrorCode.ConnectFailed, "not yet", isTransient: true);
        Server.OnOpen = _ => throw notYet;
        Task connecting = client.ConnectAsync();
        await Time.WhenTimerAsync(TimeSpan.FromMilliseconds(125)).Within();
        HealthCheckResult degraded = await CheckAsync(client);
        degraded.Status.Should().Be(HealthStatus.Degraded);
        degraded.Exception.Should().BeSameAs(notYet);
        degraded.Description.Should().Contain("Connecting since").And.Contain("not yet");
        degraded.Data.Should().Contain("state", "Connecting").And.Contain("errorCode", "ConnectFailed")
            .And.Contain("nextRetryAt", Time.GetUtcNow() + TimeSpan.FromMilliseconds(125));

        Server.OnOpen = _ => Task.CompletedTask;
        Time.Advance(TimeSpan.FromMilliseconds(125));
        await connecting.Within();
        HealthCheckResult healthy = await CheckAsync(client);
        healthy.Status.Should().Be(HealthStatus.Healthy);
        healthy.Data.Should().Contain("sessionId", "session-1").And.NotContainKey("errorCode");
        Server.Session.LoseLink();
        (await CheckAsync(client)).Should().Match<HealthCheckResult>(r => r.Status == HealthStatus.Degraded && r.Description!.Contains("Reconnecting since"));
        Server.Session.Resume();
        (await CheckAsync(client)).Status.Should().Be(HealthStatus.Healthy);
        Server.Session.Drop();
        await client.WhenAsync(ConnectionState.Closed);
        (await CheckAsync(client)).Should().Match<HealthCheckResult>(r => r.Status == HealthStatus.Unhealthy && r.Description!.Contains("Closed for good"));
        Server.Sessions.Should().HaveCount(1);
    }

    [Fact]
    public async Task Check_CredentialsRefused_IsTheFailureStatusOfTheRegistration()
    {
        Server.OnOpen = _ => throw new MessagingException(MessagingErrorCode.NotAuthenticated, "refused");
        MessagingClient client = NewClient();
        await client.Awaiting(c => c.ConnectAsync().Within()).Should().ThrowAsync<MessagingException>();

        (await CheckAsync(client)).Should().Match<HealthCheckResult>(r => r.Status == HealthStatus.Unhealthy && r.Description!.Contains("refused"));
        (await CheckAsync(client, HealthStatus.Degraded)).Status.Should().Be(HealthStatus.Degraded);
    }

    [Fact]
    public async Task AddDiffusionMessaging_SeveralClients_AreOneCheckEach()
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddDiffusionMessaging(o => o.Url = new Uri("ws://localhost"))
            .AddKeyedDiffusionMessaging("eu", o => o.Url = new Uri("ws://eu"))
            .AddHealthChecks()
            .AddDiffusionMessaging(tags: ["ready"])
            .AddDiffusionMessaging(serviceKey: "eu", failureStatus: HealthStatus.Degraded)
            .AddDiffusionMessaging("another name", "eu")
            .Services.BuildServiceProvider();

        HealthCheckRegistration[] checks = [.. services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations];

        checks.Select(c => c.Name).Should().Equal("diffusion-messaging", "diffusion-messaging-eu", "another name");
        checks[0].Tags.Should().Equal("ready");
        checks.Select(c => c.FailureStatus).Should().Equal(HealthStatus.Unhealthy, HealthStatus.Degraded, HealthStatus.Unhealthy);
        foreach (HealthCheckRegistration check in checks)
        {
            (await check.Factory(services).CheckHealthAsync(new HealthCheckContext { Registration = check }, TestContext.Current.CancellationToken))
                .Status.Should().Be(HealthStatus.Degraded);
        }
    }

    private static Task<HealthCheckResult> CheckAsync(MessagingClient client, HealthStatus? failureStatus = null)
    {
        var check = new MessagingHealthCheck(client);
        var registration = new HealthCheckRegistration("messaging", check, failureStatus, tags: null);
        return check.CheckHealthAsync(new HealthCheckContext { Registration = registration }, TestContext.Current.CancellationToken);
    }
}
