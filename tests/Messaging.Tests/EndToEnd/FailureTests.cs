using System.Net;
using System.Net.Sockets;
using Messaging.LocalServer;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.EndToEnd;

/// <summary>Each failure is one clear typed error within its time-out. The base class looks for what nobody observed.</summary>
public sealed class FailureTests : ServerTest
{
    [Fact]
    public async Task Connect_WrongPassword_IsRefusedAndTheClientLives()
    {
        LocalDiffusionServer server = await StartServerAsync();
        MessagingClient client = NewClient(server.Url, o => (o.Principal, o.Password) = ("client", "wr0ng"));

        for (int attempt = 0; attempt < 2; attempt++)
        {
            var error = (await client.Awaiting(c => c.JoinAsync("lobby").Within()).Should().ThrowAsync<MessagingException>()).Which;
            error.Code.Should().Be(MessagingErrorCode.NotAuthenticated);
            error.IsTransient.Should().BeFalse();
            error.Message.Should().Contain("'client'").And.NotContain("wr0ng");
            client.Status.Should().Match<ConnectionStatus>(s => s.State == ConnectionState.Disconnected && s.Error == error);
        }

        Log.Records.Should().NotContain(r => r.ToString().Contains("wr0ng", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Connect_NobodyListens_Fails()
    {
        using var port = new ReservedPort();
        MessagingClient client = NewClient(new Uri($"ws://127.0.0.1:{port.Number}"));

        var error = (await client.Awaiting(c => c.ConnectAsync().Within()).Should().ThrowAsync<MessagingException>()).Which;

        error.Code.Should().Be(MessagingErrorCode.ConnectFailed);
        error.IsTransient.Should().BeTrue();
        error.Message.Should().Contain("127.0.0.1");
        client.Status.State.Should().Be(ConnectionState.Disconnected);
    }

    [Fact]
    public async Task Connect_NoSuchHost_Fails()
    {
        MessagingClient client = NewClient(new Uri("ws://no-such-host.invalid:8080"));

        (await client.Awaiting(c => c.ConnectAsync().Within()).Should().ThrowAsync<MessagingException>())
            .Which.Code.Should().BeOneOf(MessagingErrorCode.ConnectFailed, MessagingErrorCode.Timeout);
    }

    [Fact]
    public async Task Connect_PeerSaysNothing_TimesOut()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        MessagingClient client = NewClient(
            new Uri($"ws://{silent.LocalEndpoint}"), o => o.ConnectTimeout = TimeSpan.FromMilliseconds(300));

        var error = (await client.Awaiting(c => c.ConnectAsync().Within()).Should().ThrowAsync<MessagingException>()).Which;

        error.Code.Should().Be(MessagingErrorCode.Timeout);
        error.Message.Should().Contain("00:00:00.3");
    }

    [Fact]
    public async Task Connect_PeerIsNoDiffusionServer_Fails()
    {
        using var web = new TcpListener(IPAddress.Loopback, 0);
        web.Start();
        Task answering = Task.Run(async () =>
        {
            using TcpClient connection = await web.AcceptTcpClientAsync();
            await connection.GetStream().WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
            while (await connection.GetStream().ReadAsync(new byte[1024]) > 0)
            {
            }
        });
        MessagingClient client = NewClient(new Uri($"ws://{web.LocalEndpoint}"));

        (await client.Awaiting(c => c.ConnectAsync().Within()).Should().ThrowAsync<MessagingException>())
            .Which.Code.Should().Be(MessagingErrorCode.ConnectFailed);
        await answering.Within();
    }

    [Fact]
    public async Task Join_IllegalName_IsRefusedHere()
    {
        LocalDiffusionServer server = await StartServerAsync();

        await NewClient(server.Url).Awaiting(c => c.JoinAsync("a/b")).Should().ThrowAsync<ArgumentException>()
            .WithMessage("*'/'*topic path*");

        server.Statistics.Sessions.Should().Be(0);
    }

    [Fact]
    public async Task Read_ServerGoneForGood_FailsTheReaderAndTheSender()
    {
        ExpectError("ConnectionGivenUp");
        LocalDiffusionServer server = await StartServerAsync();
        MessagingClient client = NewClient(server.Url, o => o.ReconnectTimeout = TimeSpan.FromMilliseconds(500));
        IChatRoom room = await client.JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();

        await server.DisposeAsync().Within();

        var error = (await reader.Awaiting(r => r.NextAsync()).Should().ThrowAsync<MessagingException>()).Which;
        error.Code.Should().Be(MessagingErrorCode.ConnectionLost);
        error.Should().BeSameAs(client.Status.Error);
        client.Status.State.Should().Be(ConnectionState.Closed);
        (await room.Awaiting(r => r.SendAsync("hi").Within()).Should().ThrowAsync<MessagingException>())
            .Which.Code.Should().Be(MessagingErrorCode.ConnectionLost);
    }

    [Fact]
    public async Task Read_ServerRestartedAtTheSamePort_GoesOnAfterAGap()
    {
        using var port = new ReservedPort();
        LocalDiffusionServer first = await StartServerAsync(port.Number);
        MessagingClient annsClient = NewClient(first.Url);
        IChatRoom ann = await annsClient.JoinAsync("lobby").Within();
        IChatRoom bob = await NewClient(first.Url).JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = bob.ReadAsync().Probe();
        await reader.NextAsync();
        await ann.SendAsync("before").Within();
        (await reader.NextAsync()).Text().Should().Be("before");

        await first.DisposeAsync().Within();
        LocalDiffusionServer second = await StartServerAsync(port.Number);

        (await reader.NextAsync()).Should().Be(new Gap(GapReason.SessionReplaced));
        await SendWhenConnectedAsync(annsClient, ann, "after");
        (await reader.NextAsync()).Text().Should().Be("after");
        second.Statistics.Sessions.Should().Be(2);
        second.Statistics.Topics.Should().Be(1);
    }

    [Fact]
    public async Task Send_ServerGone_FailsClearlyWithinItsTime()
    {
        LocalDiffusionServer server = await StartServerAsync();
        IChatRoom room = await NewClient(server.Url, o => o.SendTimeout = TimeSpan.FromMilliseconds(500)).JoinAsync("lobby").Within();

        Task stopping = server.StopAsync();
        var errors = new List<MessagingException>();
        while (errors.Count == 0)
        {
            try
            {
                await room.SendAsync("hi").Within();
            }
            catch (MessagingException error)
            {
                errors.Add(error);
            }
        }

        await stopping.Within();
        errors[0].Code.Should().Be(errors[0].IsOutcomeUnknown ? MessagingErrorCode.ConnectionLost : MessagingErrorCode.NotSent);
        errors[0].IsTransient.Should().BeTrue();
    }

    [Fact]
    public async Task Dispose_TwiceAndTogether_IsFine()
    {
        LocalDiffusionServer server = await StartServerAsync();
        MessagingClient client = NewClient(server.Url);
        IChatRoom room = await client.JoinAsync("lobby").Within();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            await room.DisposeAsync();
            await client.DisposeAsync();
        }))).Within();
        await room.DisposeAsync().Within();
        await client.DisposeAsync().Within();

        client.Status.State.Should().Be(ConnectionState.Closed);
        client.Status.Error.Should().BeNull();
    }

    private static async Task SendWhenConnectedAsync(MessagingClient client, IChatRoom room, string text)
    {
        while (true)
        {
            try
            {
                await client.ConnectAsync().Within();
                await room.SendAsync(text).Within();
                return;
            }
            catch (MessagingException error) when (error.IsTransient)
            {
                // The client had not noticed yet that its session is gone.
            }
        }
    }
}
