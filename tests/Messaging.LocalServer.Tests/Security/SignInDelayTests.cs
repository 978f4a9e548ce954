using Messaging.LocalServer.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.LocalServer.Tests.Security;

public sealed class SignInDelayTests : SecurityTest
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    [Trait("Rule", "SESS-05")]
    public async Task WrongPasswords_SlowThatPrincipalOnly()
    {
        for (int i = 0; i < 2; i++)
        {
            (await ConnectAsync("admin", "guess")).Handshake.Should().Equal(0x23, 29, 116);
        }

        Task<RawClient> next = ConnectAsync("admin", "password");
        (await ConnectAsync("client", "password")).Handshake[2].Should().Be(100);
        next.IsCompleted.Should().BeFalse();

        while (!next.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await next.Within()).Handshake[2].Should().Be(100);
    }

    protected override void Configure(LocalServerOptions options)
    {
        base.Configure(options);
        options.FreeSignInFailures = 2;
        options.TimeProvider = _time;
        options.SystemPingPeriod = TimeSpan.Zero;

        // The test turns the clock while it connects.
        options.HandshakeTimeout = TimeSpan.FromHours(1);
    }
}
