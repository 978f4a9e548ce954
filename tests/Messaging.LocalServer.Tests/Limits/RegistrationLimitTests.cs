using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Limits;

public sealed class RegistrationLimitTests : ServerTest
{
    private const string Rejected = "ab46";   // 9003

    private RawClient _admin = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
    }

    [Fact]
    [Trait("Rule", "SEC-52")]
    public async Task RequestHandlers_MoreThanAllowed_AreRefusedUntilOneIsRemoved()
    {
        await _admin.RequestAsync("00 61 01 58 07 'default' 01 'a' 00 05", "06 01");
        await _admin.RequestAsync("00 61 02 58 07 'default' 01 'b' 00 05", "06 02");

        await _admin.SendAsync("00 61 03 58 07 'default' 01 'c' 00 05");
        (await _admin.ExpectErrorAsync(3, Rejected)).Should().Contain("2 request handlers");

        await _admin.RequestAsync("00 62 04 58 07 'default' 01 'a' 00", "06 04");
        await _admin.RequestAsync("00 61 05 58 07 'default' 01 'c' 00 05", "06 05");
    }

    [Fact]
    [Trait("Rule", "SEC-60")]
    public async Task Locks_HeldAndWaitedFor_CountTogetherUntilLetGo()
    {
        RawClient other = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        await other.RequestAsync("00 72 01 01 'x' 00 00", "06 01 01 'x' 00 00");
        await _admin.RequestAsync("00 72 01 01 'a' 00 00", "06 01 01 'a' 01 00");
        await _admin.SendAsync("00 72 02 01 'x' 01 00");

        await _admin.SendAsync("00 72 03 01 'c' 02 00");
        (await _admin.ExpectErrorAsync(3, Rejected)).Should().Contain("2 locks");

        await _admin.RequestAsync("00 74 04 01 'a' 01 00", "06 04 01");
        await _admin.RequestAsync("00 72 05 01 'c' 03 00", "06 05 01 'c' 02 00");
        await _admin.SendAsync("00 72 06 01 'd' 04 00");
        await _admin.ExpectErrorAsync(6, Rejected);
    }

    [Fact]
    [Trait("Rule", "SEC-40")]
    public async Task Listeners_OfBothForms_CountTogetherUntilRemoved()
    {
        await AddListenerAsync(1);
        await AddListenerAsync(2);

        await _admin.SendAsync("00 bd01 03 01 00 00 01 00 03");
        (await _admin.ExpectErrorAsync(3, Rejected)).Should().Contain("2 session listeners");
        await _admin.SendAsync("00 51 04 00 00 04");
        await _admin.ExpectErrorAsync(4, Rejected);

        await _admin.RequestAsync("00 be01 05 02", "06 05");
        await _admin.SendAsync("00 51 06 00 00 06");
        await _admin.ExpectAsync("06 06");
        (await _admin.ReceiveAsync()).Payload[1].Should().Be(0x52);
        await _admin.SendAsync("00 bd01 07 01 00 00 01 00 07");
        await _admin.ExpectErrorAsync(7, Rejected);
    }

    protected override void Configure(LocalServerOptions options)
    {
        options.MaximumRequestHandlers = 2;
        options.MaximumLocks = 2;
        options.MaximumSessionListeners = 2;
    }

    private async Task AddListenerAsync(int id)
    {
        await _admin.SendAsync($"00 bd01 0{id} 01 00 00 01 00 0{id}");
        await _admin.ExpectAsync($"06 0{id} 00");
        await _admin.ReceiveAsync();
    }
}
