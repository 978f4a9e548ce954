using Messaging.LocalServer.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.LocalServer.Tests.Sessions;

public sealed class PingTests : ServerTest
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    [Trait("Rule", "SESS-31")]
    public async Task UserPing_OfClient_IsAnswered()
    {
        RawClient client = await ConnectAsync();

        await client.RequestAsync("00 38 01", "06 01");
        await client.RequestAsync("00 38 80808080 08", "06 80808080 08");
    }

    [Fact]
    [Trait("Rule", "SESS-30")]
    public async Task SystemPing_Answered_ComesAgainEachPeriod()
    {
        RawClient client = await ConnectAsync();

        for (int i = 1; i <= 3; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            await client.ExpectAsync($"00 37 0{i}");
            await client.SendAsync($"06 0{i}");
            await client.RequestAsync("00 38 01", "06 01");
        }
    }

    [Theory]
    [InlineData("00 38 01", "06 01")]
    [InlineData("06 63 00 38 01", null)]
    [Trait("Rule", "SESS-30")]
    public async Task SystemPing_NotAnsweredByClientThatDoesNotReconnect_EndsTheSession(string sent, string? answer)
    {
        RawClient client = await ConnectAsync(RawClient.TransientTarget);
        _time.Advance(TimeSpan.FromSeconds(10));
        await client.ExpectAsync("00 37 01");

        await client.SendAsync(sent);
        if (answer is not null)
        {
            await client.ExpectAsync(answer);
        }

        _time.Advance(TimeSpan.FromSeconds(10));

        await client.ExpectEndAsync();
        await Log.WhenLoggedAsync("SessionClosed").Within();
        Log.Records.Should().Contain(record => record.Message.Contains("did not answer a system ping", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("06 63")]
    [InlineData("07 63 01 'x' 64")]
    [InlineData("06 63 01 02 03")]
    [Trait("Rule", "WIRE-28")]
    public async Task Response_ToNothing_IsIgnored(string frame)
    {
        RawClient client = await ConnectAsync();

        await client.SendAsync(frame);

        await client.RequestAsync("00 38 01", "06 01");
    }

    protected override void Configure(LocalServerOptions options)
    {
        options.TimeProvider = _time;
        options.SystemPingPeriod = TimeSpan.FromSeconds(10);
    }
}
