using System.Text.Json.Nodes;
using Messaging.LocalServer;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Limits;

/// <summary>What the official SDK makes of the local server's limits.</summary>
public sealed class LimitTests : InteropTest
{
    private const int ConnectionError = 7;
    private const int LicenseExceeded = 18;
    private const int TopicLicenseLimit = 11;
    private const int LicenseLimitError = 9007;
    private const int RejectedRequest = 9003;

    [Fact]
    [Trait("Rule", "SESS-09")]
    public async Task Connect_WithAllSessionsOfThePrincipal_IsALicenceLimitUntilOneEnds()
    {
        LocalDiffusionServer server = await StartAsync(new() { MaximumSessionsPerPrincipal = 1 });
        JsSession first = Own(await JsSession.ConnectAsync(server.Url, "client", "password"));
        Func<Task<JsSession>> connect = () => JsSession.ConnectAsync(server.Url, "client", "password");

        (await connect.Should().ThrowAsync<JsException>()).Which.Id.Should().Be(LicenseExceeded);
        Own(await JsSession.ConnectAsync(server.Url, "admin", "password"));
        await first.CloseAsync();
        await Eventually.BecomesAsync(() => server.Statistics.Sessions, sessions => sessions == 1);

        Own(await connect()).Principal.Should().Be("client");
    }

    [Fact]
    [Trait("Rule", "SESS-09")]
    public async Task ChangePrincipal_ToOneWithAllItsSessions_IsRejectedWithTheReason()
    {
        LocalDiffusionServer server = await StartAsync(new() { MaximumSessionsPerPrincipal = 1 });
        Own(await JsSession.ConnectAsync(server.Url, "client", "password"));
        JsSession js = Own(await JsSession.ConnectAsync(server.Url, "admin", "password"));

        Func<Task> change = () => js.CallAsync("security.changePrincipal", "client", "password");

        JsException refused = (await change.Should().ThrowAsync<JsException>()).Which;
        refused.Id.Should().Be(RejectedRequest);
        refused.Reason.Should().Contain("the principal has 1 sessions");
    }

    [Fact]
    [Trait("Rule", "SESS-08")]
    public async Task Connect_WhereTooManyConnectionsWait_IsAConnectionError()
    {
        LocalDiffusionServer server = await StartAsync(new() { MaximumPendingConnections = 1 });
        using System.Net.Sockets.TcpClient silent = new();
        await silent.ConnectAsync(server.Url.Host, server.Url.Port, TestContext.Current.CancellationToken);
        await Eventually.BecomesAsync(() => server.Statistics.PendingConnections, pending => pending == 1);
        Func<Task<JsSession>> connect = () => JsSession.ConnectAsync(server.Url, "admin", "password");

        (await connect.Should().ThrowAsync<JsException>()).Which.Id.Should().Be(ConnectionError);
        silent.Close();
        await Eventually.BecomesAsync(() => server.Statistics.PendingConnections, pending => pending == 0);

        (await Own(await connect()).IsConnectedAsync()).Should().BeTrue();
    }

    [Fact]
    [Trait("Rule", "TOPIC-17")]
    public async Task AddTopic_WithAllTopicsThereMayBe_IsALicenceLimitUntilOneIsRemoved()
    {
        JsSession js = await ConnectAsync(new() { MaximumTopics = 1 });
        await js.AddTopicAsync("a", "JSON");

        (await Failing(() => js.AddTopicAsync("b", "JSON"))).Id.Should().Be(TopicLicenseLimit);
        (await Failing(() => js.AddAndSetAsync("b", "JSON", 1))).Id.Should().Be(LicenseLimitError);
        await js.RemoveAsync("a");

        (await js.AddTopicAsync("b", "JSON")).Should().BeTrue();
    }

    [Fact]
    [Trait("Rule", "TOPIC-16")]
    public async Task Select_MoreTopicsThanASessionMayHave_IsRejectedWithTheReasonUntilThereIsRoom()
    {
        JsSession js = await ConnectAsync(new() { MaximumSubscriptions = 1 });
        await js.AddTopicAsync("a", "JSON");
        await js.AddTopicAsync("b", "JSON");

        JsException refused = await Failing(() => js.SelectAsync("?.*"));
        refused.Id.Should().Be(RejectedRequest);
        refused.Name.Should().Be("REJECTED_REQUEST");
        refused.Reason.Should().Contain("2 topics");

        await js.SelectAsync("a");
        (await Failing(() => js.SelectAsync("b"))).Name.Should().Be("REJECTED_REQUEST");
        await js.UnsubscribeAsync("a");
        await js.SelectAsync("b");
    }

    [Fact]
    [Trait("Rule", "TOPIC-17")]
    public async Task Select_MoreSelectionsThanASessionMayHave_IsRejected()
    {
        JsSession js = await ConnectAsync(new() { MaximumSelections = 1 });
        await js.SelectAsync("a");

        (await Failing(() => js.SelectAsync("b"))).Name.Should().Be("REJECTED_REQUEST");
        await js.UnsubscribeAsync("a");

        await js.SelectAsync("b");
    }

    [Fact]
    [Trait("Rule", "TOPIC-17")]
    public async Task Value_AboveTheMaximum_IsRejectedAndTheSessionLives()
    {
        JsSession js = await ConnectAsync(new() { MaximumValueSize = 10 });
        await js.AddTopicAsync("a", "STRING");
        await js.AddTopicAsync("s", "TIME_SERIES", new JsonObject { ["TIME_SERIES_EVENT_VALUE_TYPE"] = "string" });

        (await Failing(() => js.SetAsync("a", "string", new string('x', 10)))).Name.Should().Be("REJECTED_REQUEST");
        (await Failing(() => js.AppendAsync("s", new string('x', 10), "string"))).Name.Should().Be("REJECTED_REQUEST");

        await js.SetAsync("a", "string", new string('x', 9));   // and one byte that says so
        await js.AppendAsync("s", new string('x', 9), "string");
    }

    [Fact]
    [Trait("Rule", "SEC-60")]
    public async Task Lock_MoreThanASessionMayHave_IsRejected()
    {
        JsSession js = await ConnectAsync(new() { MaximumLocks = 1 });
        await js.LockAsync("a");

        (await Failing(() => js.LockAsync("b"))).Name.Should().Be("REJECTED_REQUEST");
    }

    private static async Task<JsException> Failing(Func<Task> call) => (await call.Should().ThrowAsync<JsException>()).Which;

    private async Task<LocalDiffusionServer> StartAsync(LocalServerOptions options) => Own(await LocalDiffusionServer.StartAsync(Configure(options)).Within());

    private async Task<JsSession> ConnectAsync(LocalServerOptions options) =>
        Own(await JsSession.ConnectAsync((await StartAsync(options)).Url, "admin", "password"));
}
