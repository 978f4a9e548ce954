using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.Tests.Testing.Network;

/// <summary>Delays, rates and random cuts, by a clock of the test.</summary>
public sealed class ProxyClockTests : IAsyncLifetime
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly FakeTimeProvider _time = new();
    private readonly ProxiedPair _pair;

    public ProxyClockTests() => _pair = new ProxiedPair(_time);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _pair.DisposeAsync();

    [Fact]
    public async Task Delay_BytesArriveLaterAndInOrder()
    {
        (Socket client, Socket server, ProxiedConnection between) = await _pair.ConnectAsync();
        between.FromClient.Delay = TimeSpan.FromSeconds(1);

        await client.SendAsync("abc"u8.ToArray());
        Task<byte[]> read = server.ReadExactlyAsync(6);
        TimeSpan first = await AdvanceUntilAsync(() => between.FromClient.Bytes == 3);
        between.FromClient.Delay = TimeSpan.Zero;
        await client.SendAsync("def"u8.ToArray());

        (await read).Should().Equal("abcdef"u8.ToArray());
        first.Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task BytesPerSecond_TakesItsTime()
    {
        (Socket client, Socket server, ProxiedConnection between) = await _pair.ConnectAsync();
        between.FromClient.BytesPerSecond = 1000;

        await client.SendAsync(new byte[1500]);
        TimeSpan needed = await AdvanceUntilAsync(() => between.FromClient.Bytes == 1500);

        // Waits behind each piece; the last piece of 50 bytes need not be waited for.
        needed.Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1.4));
        await server.ReadExactlyAsync(1500);
    }

    [Fact]
    public async Task Cut_WhileBytesAreDelayed_DoesNotWaitForThem()
    {
        (Socket client, Socket server, ProxiedConnection between) = await _pair.ConnectAsync();
        between.FromClient.Delay = TimeSpan.FromDays(1);
        await client.SendAsync("abc"u8.ToArray());

        between.Cut();

        await server.ShouldBeResetAsync();
        await between.Ended.Within();
    }

    [Fact]
    public async Task CutRandomly_CutsUntilItIsStopped()
    {
        using CancellationTokenSource stop = new();
        Task<int> cutting = _pair.Proxy.CutRandomlyAsync(TimeSpan.FromSeconds(1), seed: 1, stop.Token);
        List<Socket> servers = [];
        for (int i = 0; i < 10; i++)
        {
            (_, Socket server, ProxiedConnection between) = await _pair.ConnectAsync();
            servers.Add(server);
            await AdvanceUntilAsync(() => between.IsCut, TimeSpan.FromSeconds(1));
        }

        await stop.CancelAsync();

        (await cutting.Within()).Should().Be(10);
        _pair.Proxy.Statistics.Cuts.Should().Be(10);
    }

    private async Task<TimeSpan> AdvanceUntilAsync(Func<bool> condition, TimeSpan? step = null)
    {
        DateTimeOffset start = _time.GetUtcNow();
        await Eventually.BecomesAsync(
            () =>
            {
                if (!condition())
                {
                    _time.Advance(step ?? Step);
                }

                return condition();
            },
            isTrue => isTrue);
        return _time.GetUtcNow() - start;
    }
}
