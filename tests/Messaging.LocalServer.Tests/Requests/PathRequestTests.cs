using Messaging.LocalServer.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.LocalServer.Tests.Requests;

public sealed class PathRequestTests : ServerTest
{
    private const string Hello = "06 'string' 06 65 'hello'";
    private const string World = "06 'string' 06 65 'world'";

    private readonly FakeTimeProvider _time = new();

    [Fact]
    [Trait("Rule", "SEC-51")]
    public async Task Request_ToPathBelowHandler_GoesThereAndBack()
    {
        (RawClient handler, RawClient sender) = await HandleAsync("03 'a/b'", "00");

        await sender.SendAsync($"00 55 09 05 'a/b/c' {Hello}");
        await handler.ExpectAsync($"00 58 01 05 {sender.SessionId} 05 'a/b/c' 00 {Hello}");
        await handler.SendAsync($"06 01 {World}");

        await sender.ExpectAsync($"06 09 {World}");
    }

    [Fact]
    [Trait("Rule", "SEC-52")]
    public async Task Request_ToHandlerWithProperties_CarriesThoseOfTheSender()
    {
        (RawClient handler, RawClient sender) = await HandleAsync("01 'a'", "02 0a '$Principal' 02 '*U'");

        await sender.SendAsync($"00 55 09 01 'a' {Hello}");

        await handler.ExpectAsync($"00 58 01 05 {sender.SessionId} 01 'a' 01 0a '$Principal' 06 'client' {Hello}");
    }

    [Fact]
    [Trait("Rule", "SEC-52")]
    public async Task Request_ToHandlerThatMayNotSeeSessionsAnyMore_CarriesNoProperties()
    {
        (RawClient handler, RawClient sender) = await HandleAsync("01 'a'", "02 0a '$Principal' 02 '*U'");
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        await admin.RequestAsync($"00 7b 01 {handler.SessionId} 01 0d 'ADMINISTRATOR' 00", "06 01");

        await sender.SendAsync($"00 55 09 01 'a' {Hello}");

        await handler.ExpectAsync($"00 58 01 05 {sender.SessionId} 01 'a' 00 {Hello}");
    }

    [Theory]
    [InlineData("07 01 06 'no way' ab46", "07 09 06 'no way' ab46")]
    [InlineData("07 01 05 'kaput' 69", "07 09 05 'kaput' 69")]
    [Trait("Rule", "SEC-53")]
    public async Task Request_Rejected_TellsTheSenderOnce(string answer, string expected)
    {
        (RawClient handler, RawClient sender) = await HandleAsync("01 'a'", "00");
        await sender.SendAsync($"00 55 09 01 'a' {Hello}");
        await handler.ReceiveAsync();

        await handler.SendAsync(answer);
        await handler.SendAsync("07 01 05 'again' 69");
        await handler.SendAsync($"06 01 {World}");

        await sender.ExpectAsync(expected);
        await sender.RequestAsync("00 38 0a", "06 0a");
    }

    [Fact]
    [Trait("Rule", "SEC-53")]
    public async Task Response_Malformed_TellsTheSender()
    {
        (RawClient handler, RawClient sender) = await HandleAsync("01 'a'", "00");
        await sender.SendAsync($"00 55 09 01 'a' {Hello}");
        await handler.ReceiveAsync();

        await handler.SendAsync("06 01 7f 'x'");

        await sender.ExpectErrorAsync(9, "6a");
        await handler.RequestAsync("00 38 0a", "06 0a");
    }

    [Fact]
    [Trait("Rule", "SEC-51")]
    public async Task Request_WithoutHandler_IsUnhandled()
    {
        (_, RawClient sender) = await HandleAsync("03 'a/b'", "00");

        foreach (string path in new[] { "01 'a'", "04 'a/bb'", "01 'x'" })
        {
            await sender.SendAsync($"00 55 09 {path} {Hello}");
            await sender.ExpectErrorAsync(9, "6d");
        }
    }

    [Fact]
    [Trait("Rule", "SEC-52")]
    public async Task Handlers_OnNestedPaths_MostSpecificWinsUntilItIsGone()
    {
        (RawClient outer, RawClient sender) = await HandleAsync("01 'a'", "00");
        RawClient inner = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        await inner.RequestAsync("00 61 01 58 07 'default' 03 'a/b' 00 06", "06 01");

        await sender.SendAsync($"00 55 01 03 'a/b' {Hello}");
        await inner.ExpectAsync($"00 58 01 06 {sender.SessionId} 03 'a/b' 00 {Hello}");
        await inner.RequestAsync("00 62 02 58 07 'default' 03 'a/b' 00", "06 02");
        await sender.SendAsync($"00 55 02 03 'a/b' {Hello}");
        await outer.ExpectAsync($"00 58 01 05 {sender.SessionId} 03 'a/b' 00 {Hello}");
    }

    [Fact]
    [Trait("Rule", "SEC-52")]
    public async Task Handler_SameSessionSamePath_Conflicts()
    {
        (RawClient handler, _) = await HandleAsync("01 'a'", "00");

        await handler.SendAsync("00 61 02 58 07 'default' 01 'a' 00 06");

        await handler.ExpectErrorAsync(2, "c901");
    }

    [Fact]
    [Trait("Rule", "SEC-52")]
    public async Task Handler_OfTwoSessions_TheNextTakesOver()
    {
        (RawClient first, RawClient sender) = await HandleAsync("01 'a'", "00");
        RawClient second = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        await second.RequestAsync("00 61 01 58 07 'default' 01 'a' 00 06", "06 01");
        await first.CloseAsync();

        await sender.SendAsync($"00 55 01 01 'a' {Hello}");

        await second.ExpectAsync($"00 58 01 06 {sender.SessionId} 01 'a' 00 {Hello}");
    }

    [Fact]
    [Trait("Rule", "SEC-53")]
    public async Task Request_HandlerGone_TellsTheSender()
    {
        (RawClient handler, RawClient sender) = await HandleAsync("01 'a'", "00");
        await sender.SendAsync($"00 55 09 01 'a' {Hello}");
        await handler.ReceiveAsync();

        await handler.DisposeAsync();

        await sender.ExpectErrorAsync(9, "6d");
    }

    [Fact]
    [Trait("Rule", "SEC-53")]
    public async Task Request_NotAnswered_TimesOut()
    {
        (RawClient handler, RawClient sender) = await HandleAsync("01 'a'", "00");
        await sender.SendAsync($"00 55 09 01 'a' {Hello}");
        await handler.ReceiveAsync();

        _time.Advance(TimeSpan.FromSeconds(5));

        await sender.ExpectErrorAsync(9, "66");
        await handler.SendAsync($"06 01 {World}");
        await handler.CloseAsync();
        await ShouldBeEmptyAfterClosingAsync(sender);
    }

    [Fact]
    [Trait("Rule", "SEC-53")]
    public async Task Requests_MoreThanMayWait_AreRefused()
    {
        (RawClient handler, RawClient sender) = await HandleAsync("01 'a'", "00");
        for (int i = 1; i <= 3; i++)
        {
            await sender.SendAsync($"00 55 0{i} 01 'a' {Hello}");
        }

        await sender.SendAsync($"00 55 04 01 'a' {Hello}");
        await sender.ExpectErrorAsync(4, "ab46");

        await handler.SendAsync($"06 01 {World}");
        await sender.ExpectAsync($"06 01 {World}");
        await sender.SendAsync($"00 55 05 01 'a' {Hello}");
        for (int i = 1; i <= 4; i++)
        {
            (await handler.ReceiveAsync()).Hex.Should().StartWith(i < 4 ? $"00580{i}" : "005805");
        }
    }

    [Fact]
    [Trait("Rule", "SEC-56")]
    public async Task Request_ToSession_IsForwardedWithoutTheSender()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ConnectAsync();

        await admin.SendAsync($"00 56 09 {bob.SessionId} 03 's/t' {Hello}");
        await bob.ExpectAsync($"00 55 01 03 's/t' {Hello}");
        await bob.SendAsync($"06 01 {World}");

        await admin.ExpectAsync($"06 09 {World}");
    }

    [Fact]
    [Trait("Rule", "SEC-56")]
    public async Task Request_ToUnknownSession_IsRefused()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));

        await admin.SendAsync($"00 56 09 01 01 01 'a' {Hello}");

        await admin.ExpectErrorAsync(9, "6b");
    }

    [Fact]
    [Trait("Rule", "SEC-56")]
    public async Task Request_ToSessionThatGoes_TellsTheSender()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ConnectAsync(RawClient.TransientTarget);
        await admin.SendAsync($"00 56 09 {bob.SessionId} 01 'a' {Hello}");
        await bob.ReceiveAsync();

        await bob.DisposeAsync();

        await admin.ExpectErrorAsync(9, "6b");
    }

    [Fact]
    [Trait("Rule", "SEC-54")]
    public async Task Request_ToFilter_CountsAndPassesEachResponse()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ConnectAsync();
        RawClient ann = await ConnectAsync();

        await admin.SendAsync($"00 66 09 08 10 '$Principal is \"\"' 01 'a' {Hello}");
        await admin.ExpectAsync("06 09 00 02");
        await bob.ExpectAsync($"00 55 01 01 'a' {Hello}");
        await ann.ExpectAsync($"00 55 01 01 'a' {Hello}");

        await bob.SendAsync($"06 01 {World}");
        await admin.ExpectAsync($"00 67 01 08 {bob.SessionId} 00 {World}");
        await admin.SendAsync("06 01");
        await ann.SendAsync("07 01 06 'no way' ab46");
        await admin.ExpectAsync($"00 67 02 08 {ann.SessionId} 01 ab46 06 'no way'");
    }

    [Fact]
    [Trait("Rule", "SEC-54")]
    public async Task Request_ToFilterThatIsNone_SaysWhere()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));

        await admin.SendAsync($"00 66 09 08 04 'oops' 01 'a' {Hello}");

        (await admin.ReceiveAsync()).Hex.Should().StartWith("06090101").And.EndWith("0105");
    }

    [Fact]
    [Trait("Rule", "SEC-51")]
    public async Task Requests_OfManySenders_AreAllAnsweredToTheRightOne()
    {
        (RawClient handler, _) = await HandleAsync("01 'a'", "00");
        RawClient[] senders = [await ConnectAsync(), await ConnectAsync(), await ConnectAsync()];
        const int Count = 60;

        Task answering = Task.Run(async () =>
        {
            for (int i = 0; i < Count * senders.Length; i++)
            {
                byte[] request = (await handler.ReceiveAsync()).Payload;
                int idLength = request[2] < 0x80 ? 1 : 2;
                await handler.SendAsync([6, .. request.AsSpan(2, idLength), .. request.AsSpan(request.Length - 10)]);
            }
        });
        await Task.WhenAll(senders.Select(async (sender, n) =>
        {
            for (int i = 0; i < Count; i++)
            {
                string value = $"06 'string' 02 {n:x2} {i:x2}";
                await sender.RequestAsync($"00 55 {i:x2} 01 'a' {value}", $"06 {i:x2} {value}");
            }
        })).Within();

        await answering.Within();
    }

    [Theory]
    [InlineData("00 61 01 58 07 'default' 01 'a' 00 05")]
    [InlineData("00 56 01 01 01 01 'a' 06 'string' 02 61 'x'")]
    [InlineData("00 66 01 05 03 'all' 01 'a' 06 'string' 02 61 'x'")]
    [Trait("Rule", "SEC-02")]
    public async Task Service_WithoutPermission_IsRefused(string request)
    {
        RawClient client = await ConnectAsync(RawClient.TargetFor("client", "password"));

        await client.SendAsync(request);

        (await client.ExpectErrorAsync(1, "67")).Should().StartWith("Access denied.");
    }

    protected override void Configure(LocalServerOptions options)
    {
        options.TimeProvider = _time;
        options.SystemPingPeriod = TimeSpan.Zero;
        options.RequestTimeout = TimeSpan.FromSeconds(5);
        options.MaximumPendingRequests = 3;
    }

    private async Task<(RawClient Handler, RawClient Sender)> HandleAsync(string path, string properties)
    {
        // Nobody waits for a handler to come back in these tests.
        RawClient handler = await ConnectAsync(RawClient.TransientTargetFor("admin", "password"));
        await handler.RequestAsync($"00 61 01 58 07 'default' {path} {properties} 05", "06 01");
        return (handler, await ConnectAsync(RawClient.TargetFor("client", "password")));
    }
}
