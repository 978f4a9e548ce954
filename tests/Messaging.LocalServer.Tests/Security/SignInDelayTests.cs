using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Security;

public sealed class SignInDelayTests : SecurityTest
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private readonly ObservedClock _time = new();

    [Fact]
    [Trait("Rule", "SESS-05")]
    public async Task WrongPasswords_SlowThatPrincipalOnly()
    {
        for (int i = 0; i < 2; i++)
        {
            (await ConnectAsync("admin", "guess")).Handshake.Should().Equal(0x23, 29, 116);
        }

        Task waits = _time.NextTimerAsync(Delay);
        Task<RawClient> next = ConnectAsync("admin", "password");
        await waits.Within();
        (await ConnectAsync("client", "password")).Handshake[2].Should().Be(100);
        next.IsCompleted.Should().BeFalse();

        _time.Advance(Delay);

        (await next.Within()).Handshake[2].Should().Be(100);
    }

    protected override void Configure(LocalServerOptions options)
    {
        base.Configure(options);
        options.FreeSignInFailures = 2;
        options.TimeProvider = _time;
        options.SystemPingPeriod = TimeSpan.Zero;
    }
}
