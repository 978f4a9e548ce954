using System.Net.Sockets;
using System.Text;

namespace Messaging.Tests.Testing.Network;

/// <summary>Faults at a place in the bytes.</summary>
public sealed class ProxyLaneTests : IAsyncLifetime
{
    // An HTTP head; a message of 2 bytes; one in two fragments with a ping between them; one with a 16-bit length; a pong; one more.
    private static readonly byte[] Head = Encoding.ASCII.GetBytes("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n");
    private static readonly byte[][] Frames =
    [
        [0x82, 2, 1, 2],
        [0x02, 1, 3, 0x89, 1, 0xff, 0x80, 2, 4, 5],
        [0x82, 126, 0, 130, .. Enumerable.Repeat((byte)6, 130)],
        [0x8a, 0, 0x82, 1, 7],
    ];

    private readonly ProxiedPair _pair = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _pair.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task AfterBytes_Finish_ReceiverHasExactlyThese(int count)
    {
        (Socket client, Socket server, ProxiedConnection between) = await _pair.ConnectAsync();
        Task happened = between.FromServer.AfterBytes(count, FaultAction.Finish);

        await server.SendAsync(new byte[count + 1]);

        (await client.ReadToEndAsync()).Length.Should().Be(count);
        await happened.Within();
    }

    [Fact]
    public async Task AfterBytes_Swallow_TheRestDoesNotArriveAndTheConnectionStays()
    {
        (Socket client, Socket server, ProxiedConnection between) = await _pair.ConnectAsync();
        _ = between.FromServer.AfterBytes(3, FaultAction.Swallow);

        await server.SendAsync("abcdef"u8.ToArray());
        (await client.ReadExactlyAsync(3)).Should().Equal("abc"u8.ToArray());

        await client.SendAsync("other way"u8.ToArray());
        await server.ReadExactlyAsync(9);
        await Eventually.BecomesAsync(() => _pair.Proxy.Statistics.BytesSwallowed, bytes => bytes == 3);
        client.Available.Should().Be(0);
    }

    [Fact]
    public async Task AfterBytes_PlaceThatHasPassed_HappensAtOnce()
    {
        (Socket client, Socket server, ProxiedConnection between) = await _pair.ConnectAsync();
        await client.SendAsync("abc"u8.ToArray());
        await server.ReadExactlyAsync(3);
        await between.FromClient.AfterBytes(3, FaultAction.None).Within();

        await between.FromClient.AfterBytes(2, FaultAction.Reset).Within();

        await client.ShouldBeResetAsync();
    }

    public static TheoryData<int, int> FramesAndPieces => new MatrixTheoryData<int, int>([1, 2, 3, 4], [1, 2, 5, 1000]);

    [Theory]
    [MemberData(nameof(FramesAndPieces))]
    public async Task AfterFrames_InPiecesOfAnySize_CutsBehindTheMessage(int frames, int pieceSize)
    {
        byte[][] observed = new byte[Frames.Length][];
        int count = 0;
        _pair.Proxy.Prepare = connection =>
        {
            connection.FromServer.Observe(message => observed[count++] = message);
            _ = connection.FromServer.AfterFrames(frames, FaultAction.Finish);
        };
        (Socket client, Socket server, ProxiedConnection between) = await _pair.ConnectAsync();

        foreach (byte[] piece in Head.Concat(Frames.SelectMany(frame => frame)).Append((byte)0x82).Chunk(pieceSize))
        {
            await server.SendAsync(piece);
        }

        (await client.ReadToEndAsync()).Should().Equal([.. Head, .. Frames.Take(frames).SelectMany(frame => frame)]);
        between.FromServer.Frames.Should().Be(frames);
        byte[][] messages = [[1, 2], [3, 4, 5], [.. Enumerable.Repeat((byte)6, 130)], [7]];
        observed.Take(count).Should().BeEquivalentTo(messages.Take(frames), options => options.WithStrictOrdering());
    }

    [Fact]
    public async Task AfterFrames_BytesOfTheNext_CutsWithinIt()
    {
        _pair.Proxy.Prepare = connection => connection.FromServer.AfterFrames(1, FaultAction.Finish, bytesOfNext: 2);
        (Socket client, Socket server, _) = await _pair.ConnectAsync();

        await server.SendAsync(Head.Concat(Frames.SelectMany(frame => frame)).ToArray());

        (await client.ReadToEndAsync()).Should().Equal([.. Head, .. Frames[0], .. Frames[1].Take(2)]);
    }

    [Fact]
    public async Task Observe_MaskedFramesOfAClient_ShowsThemUnmasked()
    {
        TaskCompletionSource<byte[]> seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _pair.Proxy.Prepare = connection => connection.FromClient.Observe(seen.SetResult);
        (Socket client, _, _) = await _pair.ConnectAsync();

        await client.SendAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\n\r\n"));
        await client.SendAsync(new byte[] { 0x82, 0x85, 1, 2, 3, 4, 1 ^ 10, 2 ^ 20, 3 ^ 30, 4 ^ 40, 1 ^ 50 });

        (await seen.Task.Within()).Should().Equal(10, 20, 30, 40, 50);
    }

    [Fact]
    public async Task AfterFrames_AnswerThatIsNoUpgrade_CountsNothing()
    {
        _pair.Proxy.Prepare = connection => connection.FromServer.AfterFrames(1, FaultAction.Reset);
        (Socket client, Socket server, ProxiedConnection between) = await _pair.ConnectAsync();

        await server.SendAsync(Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\n\r\n").Concat(Frames[0]).ToArray());
        server.Shutdown(SocketShutdown.Send);

        (await client.ReadToEndAsync()).Should().EndWith(Frames[0]);
        between.FromServer.Frames.Should().Be(0);
    }
}
