using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.Tests.Testing.Network;

/// <summary>Faults of all connections at once, those that come later included.</summary>
public sealed class ProxyDirectionTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private readonly ProxiedPair _pair;

    public ProxyDirectionTests() => _pair = new ProxiedPair(_time);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _pair.DisposeAsync();

    [Fact]
    public async Task Pause_HoldsForOpenConnectionsAndForThoseThatCome()
    {
        (Socket first, Socket firstServer, _) = await _pair.ConnectAsync();
        _pair.Proxy.ToServer.Pause();
        (Socket second, Socket secondServer, _) = await _pair.ConnectAsync();

        await first.SendAsync("one"u8.ToArray());
        await second.SendAsync("two"u8.ToArray());
        await firstServer.SendAsync("back"u8.ToArray());
        (await first.ReadExactlyAsync(4)).Should().Equal("back"u8.ToArray(), "the other direction goes on");
        (firstServer.Available + secondServer.Available).Should().Be(0);

        _pair.Proxy.ToServer.Resume();
        (await firstServer.ReadExactlyAsync(3)).Should().Equal("one"u8.ToArray());
        (await secondServer.ReadExactlyAsync(3)).Should().Equal("two"u8.ToArray());
    }

    [Fact]
    public async Task Swallow_ConnectionsStaySilentAndThoseAfterResumeDoNot()
    {
        (Socket first, _, _) = await _pair.ConnectAsync();
        _pair.Proxy.ToServer.Swallow();
        (Socket second, _, _) = await _pair.ConnectAsync();
        await first.SendAsync("one"u8.ToArray());
        await second.SendAsync("two"u8.ToArray());
        await Eventually.BecomesAsync(() => _pair.Proxy.Statistics.BytesSwallowed, bytes => bytes == 6);

        _pair.Proxy.ToServer.Resume();
        (Socket third, Socket thirdServer, _) = await _pair.ConnectAsync();
        await third.SendAsync("three"u8.ToArray());
        (await thirdServer.ReadExactlyAsync(5)).Should().Equal("three"u8.ToArray());
        await first.SendAsync("lost"u8.ToArray());

        await Eventually.BecomesAsync(() => _pair.Proxy.Statistics.BytesSwallowed, bytes => bytes == 10);
    }

    [Fact]
    public async Task DelayAndRate_AreGivenToTheConnections()
    {
        (_, _, ProxiedConnection first) = await _pair.ConnectAsync();
        _pair.Proxy.ToServer.Delay = TimeSpan.FromSeconds(3);
        _pair.Proxy.ToClients.BytesPerSecond = 100;
        (_, _, ProxiedConnection second) = await _pair.ConnectAsync();

        foreach (ProxiedConnection connection in (ProxiedConnection[])[first, second])
        {
            connection.FromClient.Delay.Should().Be(TimeSpan.FromSeconds(3));
            connection.FromClient.BytesPerSecond.Should().Be(0);
            connection.FromServer.Delay.Should().Be(TimeSpan.Zero);
            connection.FromServer.BytesPerSecond.Should().Be(100);
        }

        (_pair.Proxy.ToServer.Delay, _pair.Proxy.ToClients.BytesPerSecond).Should().Be((TimeSpan.FromSeconds(3), 100));
    }

    [Fact]
    public void Values_OutOfRange_AreRefused()
    {
        ProxyDirection direction = _pair.Proxy.ToServer;

        direction.Invoking(d => d.Delay = TimeSpan.FromTicks(-1)).Should().Throw<ArgumentOutOfRangeException>();
        direction.Invoking(d => d.Delay = TimeSpan.FromDays(2)).Should().Throw<ArgumentOutOfRangeException>();
        direction.Invoking(d => d.BytesPerSecond = -1).Should().Throw<ArgumentOutOfRangeException>();
        _pair.Proxy.Invoking(p => p.Server = new Uri("/relative", UriKind.Relative)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => FaultProxy.Start(null!)).Should().Throw<ArgumentNullException>();
    }
}
