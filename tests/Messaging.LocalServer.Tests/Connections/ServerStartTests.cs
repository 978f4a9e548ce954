using System.Diagnostics;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Connections;

public sealed class ServerStartTests
{
    [Fact]
    public async Task Start_PortZero_TakesAFreeOneOnLoopback()
    {
        await using LocalDiffusionServer first = await LocalDiffusionServer.StartAsync(new LocalServerOptions { Port = 0 }).Within();
        await using LocalDiffusionServer second = await LocalDiffusionServer.StartAsync(new LocalServerOptions { Port = 0, Host = "localhost" }).Within();

        first.Url.Scheme.Should().Be("ws");
        first.Url.Host.Should().Be("127.0.0.1");
        first.Url.Port.Should().BePositive();
        second.Url.Host.Should().Be("127.0.0.1");
        second.Url.Port.Should().NotBe(first.Url.Port);
    }

    [Fact]
    public async Task Start_AllAddresses_UrlIsReachable()
    {
        await using LocalDiffusionServer server = await LocalDiffusionServer.StartAsync(new LocalServerOptions { Port = 0, Host = "*" }).Within();

        server.Url.Host.Should().Be("127.0.0.1");
        await using RawClient client = await RawClient.ConnectAsync(server.Url);
        client.Handshake[2].Should().Be(100);
    }

    [Fact]
    public async Task Start_PortInUse_ThrowsIOExceptionThatNamesThePort()
    {
        await using LocalDiffusionServer first = await LocalDiffusionServer.StartAsync(new LocalServerOptions { Port = 0 }).Within();

        Func<Task> second = () => LocalDiffusionServer.StartAsync(new LocalServerOptions { Port = first.Url.Port });

        (await second.Should().ThrowAsync<IOException>()).WithMessage($"*{first.Url.Port}*");
    }

    /// <summary>A process that is being started has all sockets of this one, until its program is loaded.</summary>
    [Fact]
    public async Task Start_AtThePortOfOneThatHasStopped_WhileProcessesAreStarted_GetsIt()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere nothing can be done about it.");
        using ReservedPort port = new();
        using CancellationTokenSource enough = new();
        Task starting = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                using Process process = Process.Start("true");
                await process.WaitForExitAsync(CancellationToken.None).Within();
            }
        });

        for (int i = 0; i < 100; i++)
        {
            await using LocalDiffusionServer server = await LocalDiffusionServer.StartAsync(new LocalServerOptions { Port = port.Number }).Within();
        }

        await enough.CancelAsync();
        await starting;
    }

    [Fact]
    public async Task Start_Cancelled_ThrowsWithThatToken()
    {
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();

        Func<Task> start = () => LocalDiffusionServer.StartAsync(new LocalServerOptions { Port = 0 }, cancelled.Token);

        (await start.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(cancelled.Token);
    }

    public static TheoryData<string, Action<LocalServerOptions>> BadOptions => new()
    {
        { "Port", options => options.Port = -1 },
        { "Port", options => options.Port = 65536 },
        { "Host", options => options.Host = "example.invalid" },
        { "SystemPingPeriod", options => options.SystemPingPeriod = TimeSpan.FromMilliseconds(99) },
        { "SystemPingPeriod", options => options.SystemPingPeriod = TimeSpan.FromDays(2) },
        { "CloseTimeout", options => options.CloseTimeout = TimeSpan.Zero },
        { "MaximumMessageSize", options => options.MaximumMessageSize = 1023 },
        { "MaximumQueuedBytes", options => options.MaximumQueuedBytes = options.MaximumMessageSize },
        { "MaximumRetainedEvents", options => options.MaximumRetainedEvents = 0 },
        { "MaximumTopics", options => options.MaximumTopics = 0 },
        { "MaximumValueSize", options => options.MaximumValueSize = 0 },
        { "MaximumValueSize", options => options.MaximumValueSize = (options.MaximumMessageSize / 8 * 7) + 1 },
        { "MaximumSessions", options => options.MaximumSessions = 0 },
        { "MaximumSessionsPerPrincipal", options => options.MaximumSessionsPerPrincipal = 0 },
        { "MaximumSubscriptions", options => options.MaximumSubscriptions = 0 },
        { "MaximumSelections", options => options.MaximumSelections = 0 },
        { "MaximumRequestHandlers", options => options.MaximumRequestHandlers = 0 },
        { "MaximumLocks", options => options.MaximumLocks = 0 },
        { "MaximumSessionListeners", options => options.MaximumSessionListeners = 0 },
        { "MaximumPendingConnections", options => options.MaximumPendingConnections = 0 },
        { "BackPressureThreshold", options => options.BackPressureThreshold = -1 },
        { "BackPressureThreshold", options => options.BackPressureThreshold = options.MaximumQueuedBytes + 1 },
        { "HandshakeTimeout", options => options.HandshakeTimeout = TimeSpan.FromMilliseconds(99) },
        { "HandshakeTimeout", options => options.HandshakeTimeout = TimeSpan.FromHours(2) },
        { "MaximumRequestLineSize", options => options.MaximumRequestLineSize = 1023 },
        { "MaximumRequestLineSize", options => options.MaximumRequestLineSize = (1024 * 1024) + 1 },
        { "Principals", options => options.Principals = [new LocalPrincipal("", "x", [])] },
        { "Principals", options => options.Principals = [new LocalPrincipal("a", "x", []), new LocalPrincipal("a", "y", [])] },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public async Task Start_OptionOutOfRange_ThrowsAndNamesIt(string name, Action<LocalServerOptions> spoil)
    {
        LocalServerOptions options = new() { Port = 0 };
        spoil(options);

        Func<Task> start = () => LocalDiffusionServer.StartAsync(options);

        (await start.Should().ThrowAsync<ArgumentException>()).Which.ParamName.Should().Be(name);
    }

    [Fact]
    public void Principal_AsText_HasNoPassword() =>
        new LocalPrincipal("alice", "secret", ["CLIENT"]).ToString().Should().Contain("alice").And.Contain("CLIENT").And.NotContain("secret");
}
