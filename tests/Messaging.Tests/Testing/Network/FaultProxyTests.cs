using System.Diagnostics;
using System.Net.Sockets;

namespace Messaging.Tests.Testing.Network;

/// <summary>A proxy that does less harm than it says would make every test behind it worth less.</summary>
public sealed class FaultProxyTests : IAsyncLifetime
{
    private readonly ProxiedPair _pair = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _pair.DisposeAsync();

    [Fact]
    public async Task Proxy_NoFaults_PassesBothWaysAndTheEnd()
    {
        (Socket client, Socket server, ProxiedConnection between) = await _pair.ConnectAsync();

        await client.SendAsync("question"u8.ToArray());
        (await server.ReadExactlyAsync(8)).Should().Equal("question"u8.ToArray());
        await server.SendAsync("answer"u8.ToArray());
        server.Shutdown(SocketShutdown.Send);
        (await client.ReadToEndAsync()).Should().Equal("answer"u8.ToArray());
        client.Close();

        (await server.ReadToEndAsync()).Should().BeEmpty();
        await between.Ended.Within();
        _pair.Proxy.Statistics.Should().Be(new FaultProxyStatistics(1, 0, 0, 0, 8, 6, 0));
        await Eventually.BecomesAsync(() => _pair.Proxy.Connections.Count, count => count == 0);
    }

    [Fact]
    public async Task Cut_Reset_BothSidesSeeIt()
    {
        (Socket client, Socket server, ProxiedConnection between) = await _pair.ConnectAsync();

        await _pair.Proxy.CutAsync().Within();

        await client.ShouldBeResetAsync();
        await server.ShouldBeResetAsync();
        between.IsCut.Should().BeTrue();
        _pair.Proxy.Statistics.Cuts.Should().Be(1);
    }

    [Fact]
    public async Task Cut_Finish_BothSidesSeeAnOrderlyEndAndTheRestIsSwallowed()
    {
        (Socket client, Socket server, ProxiedConnection between) = await _pair.ConnectAsync();

        between.Cut(CutKind.Finish);

        (await client.ReadToEndAsync()).Should().BeEmpty();
        (await server.ReadToEndAsync()).Should().BeEmpty();
        await client.SendAsync("too late"u8.ToArray());
        client.Close();
        server.Close();
        await between.Ended.Within();
        _pair.Proxy.Statistics.BytesSwallowed.Should().Be(8);
    }

    [Theory]
    [InlineData(CutSides.Client)]
    [InlineData(CutSides.Server)]
    public async Task Cut_OneSide_TheOtherGetsWhatItHadSaidAndTheEnd(CutSides side)
    {
        (Socket client, Socket server, ProxiedConnection between) = await _pair.ConnectAsync();
        (Socket cut, Socket told) = side == CutSides.Client ? (client, server) : (server, client);
        between.Pause();
        await cut.SendAsync("last words"u8.ToArray());
        between.Cut(sides: side);
        between.Resume();

        await cut.ShouldBeResetAsync();
        byte[] heard = await told.ReadToEndAsync();

        // Whether the proxy had read them when it cut is the kernel's business; half of them it never is.
        heard.Length.Should().BeOneOf(0, 10);
        told.Close();
        await between.Ended.Within();
    }

    [Fact]
    public async Task Cut_HalfOpen_TheOtherSideIsNotToldAndSwallowed()
    {
        (Socket client, Socket server, ProxiedConnection between) = await _pair.ConnectAsync();

        between.Cut(sides: CutSides.Client, isHalfOpen: true);

        await client.ShouldBeResetAsync();
        Task<int> read = server.ReceiveAsync(new byte[1]);
        await server.SendAsync("is anybody there?"u8.ToArray());
        await Eventually.BecomesAsync(() => _pair.Proxy.Statistics.BytesSwallowed, bytes => bytes == 17);
        read.IsCompleted.Should().BeFalse("nobody has told the server");
        between.Ended.IsCompleted.Should().BeFalse();

        server.Shutdown(SocketShutdown.Send);
        await between.Ended.Within();
        (await read.Within()).Should().Be(0);
    }

    [Fact]
    public async Task Swallow_BothSidesSeemConnected()
    {
        (Socket client, Socket server, ProxiedConnection between) = await _pair.ConnectAsync();

        between.Swallow();
        await client.SendAsync("hello"u8.ToArray());
        client.Shutdown(SocketShutdown.Send);
        await server.SendAsync("hi"u8.ToArray());

        await Eventually.BecomesAsync(() => _pair.Proxy.Statistics.BytesSwallowed, bytes => bytes == 7);
        client.Available.Should().Be(0);
        server.Poll(0, SelectMode.SelectRead).Should().BeFalse("not even the end arrives");
    }

    [Fact]
    public async Task PauseAndResume_NothingArrivesInBetween()
    {
        (Socket client, Socket server, ProxiedConnection between) = await _pair.ConnectAsync();
        between.Pause();
        await client.SendAsync("wait"u8.ToArray());
        await server.SendAsync("too"u8.ToArray());

        // Another connection is not paused: what it sent later has arrived.
        (Socket other, Socket otherServer, _) = await _pair.ConnectAsync();
        await other.SendAsync("go"u8.ToArray());
        await otherServer.ReadExactlyAsync(2);
        (client.Available + server.Available).Should().Be(0);

        between.Resume();
        (await server.ReadExactlyAsync(4)).Should().Equal("wait"u8.ToArray());
        (await client.ReadExactlyAsync(3)).Should().Equal("too"u8.ToArray());
    }

    [Fact]
    public async Task Pause_SenderThatGoesOn_HasToWait()
    {
        (Socket client, Socket server, ProxiedConnection between) = await _pair.ConnectAsync();
        byte[] much = new byte[64 * 1024 * 1024];
        between.Pause();

        Task sending = client.SendAsync(much);
        between.FromClient.Bytes.Should().Be(0);
        sending.IsCompleted.Should().BeFalse("no kernel and no proxy takes 64 MiB");
        between.Resume();
        (await server.ReadExactlyAsync(much.Length)).Length.Should().Be(much.Length);

        await sending.Within();
    }

    [Fact]
    public async Task Refuse_NewConnectionsAreRefusedAndOpenOnesStay()
    {
        (Socket client, Socket server, _) = await _pair.ConnectAsync();

        _pair.Proxy.Refuse();

        Func<Task> connect = _pair.ConnectClientAsync;
        (await connect.Should().ThrowAsync<SocketException>()).Which.SocketErrorCode.Should().Be(SocketError.ConnectionRefused);
        await client.SendAsync("still here"u8.ToArray());
        await server.ReadExactlyAsync(10);

        _pair.Proxy.Accept();
        (Socket next, Socket nextServer, _) = await _pair.ConnectAsync();
        await next.SendAsync("hello"u8.ToArray());
        await nextServer.ReadExactlyAsync(5);
    }

    /// <summary>A process that is being started has all sockets of this one, until its program is loaded.</summary>
    [Fact]
    public async Task RefuseAndAccept_WhileProcessesAreStarted_KeepThePort()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere nothing can be done about it.");
        using CancellationTokenSource enough = new();
        Task starting = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                using Process process = Process.Start("true");
                await process.WaitForExitAsync(CancellationToken.None).Within();
            }
        });

        for (int i = 0; i < 500; i++)
        {
            _pair.Proxy.Refuse();
            _pair.Proxy.Accept();
        }

        await enough.CancelAsync();
        await starting;
        await _pair.ConnectAsync();
    }

    [Fact]
    public async Task Server_Retargeted_NewConnectionsGoThere()
    {
        (Socket client, Socket server, _) = await _pair.ConnectAsync();
        Socket elsewhere = _pair.Listen();

        _pair.Proxy.Server = ProxiedPair.UrlOf(elsewhere);

        (Socket next, Socket nextServer, _) = await _pair.ConnectAsync(elsewhere);
        await next.SendAsync("new"u8.ToArray());
        await nextServer.ReadExactlyAsync(3);
        await client.SendAsync("old"u8.ToArray());
        await server.ReadExactlyAsync(3);
    }

    [Fact]
    public async Task Server_Gone_ClientIsReset()
    {
        Socket gone = _pair.Listen();
        _pair.Proxy.Server = ProxiedPair.UrlOf(gone);
        gone.Dispose();

        // It may be so fast that not even the connecting succeeds.
        Func<Task> connectAndRead = async () => await (await _pair.ConnectClientAsync()).ReceiveAsync(new byte[1]).Within();

        (await connectAndRead.Should().ThrowAsync<SocketException>()).Which.SocketErrorCode.Should().Be(SocketError.ConnectionReset);
        await Eventually.BecomesAsync(() => _pair.Proxy.Statistics, statistics => statistics is { Unreachable: 1, Open: 0, Cuts: 0 });
    }

    [Fact]
    public async Task Prepare_IsAppliedBeforeTheFirstByte()
    {
        _pair.Proxy.Prepare = connection => connection.FromClient.AfterBytes(3, FaultAction.Finish);
        (Socket client, Socket server, _) = await _pair.ConnectAsync();

        await client.SendAsync("abcdef"u8.ToArray());

        (await server.ReadToEndAsync()).Should().Equal("abc"u8.ToArray());
    }
}
