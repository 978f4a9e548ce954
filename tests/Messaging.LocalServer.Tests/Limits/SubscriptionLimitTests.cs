using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Limits;

public sealed class SubscriptionLimitTests : ServerTest
{
    private const string Rejected = "ab46";   // 9003
    private const string Everything = "05 '?.*//'";

    private RawClient _admin = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
    }

    [Fact]
    [Trait("Rule", "TOPIC-16")]
    public async Task Select_MoreTopicsThanAllowed_IsRefusedAndSelectsNothing()
    {
        await AddAsync("a", "b", "c", "d");
        RawClient client = await ConnectAsync();
        await client.SendAsync("00 03 01 02 '>a' 00");
        await client.ExpectAsync("00 57 01 01 01 'a' 0e 00", "06 01");

        await client.SendAsync($"00 03 02 {Everything} 00");
        (await client.ExpectErrorAsync(2, Rejected)).Should().Contain("4 topics").And.Contain("3 are allowed");
        await client.SendAsync("00 03 03 08 '?[a-c]//' 00");
        await client.ExpectSubscriptionsAsync(3, "b", "c");
        await client.SendAsync("00 03 04 02 '>d' 00");
        (await client.ExpectErrorAsync(4, Rejected)).Should().Contain("4 topics");
        Server.Statistics.Subscriptions.Should().Be(3);

        await AddAsync("e");
        await client.RequestAsync("00 38 05", "06 05");
        Log.Records.Should().NotContain(record => record.EventId.Name == "SubscriptionsFull", "what was refused is not selected");
        await client.SendAsync("00 04 06 02 '>a' 00");
        await client.ExpectAsync("00 2a 04 01 00", "06 06");
        await client.SendAsync("00 03 07 02 '>d' 00");
        await client.ExpectSubscriptionsAsync(7, "d");
    }

    [Fact]
    [Trait("Rule", "TOPIC-16")]
    public async Task TopicsAddedLater_WithoutRoomForThem_AreSubscribedWhenThereIs()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync($"00 03 01 {Everything} 00", "06 01");

        await AddAsync("a", "b", "c", "d", "e");

        await client.ExpectSubscriptionsAsync(null, "a", "b", "c");
        await client.RequestAsync("00 38 02", "06 02");
        Log.Records.Should().ContainSingle(record => record.EventId.Name == "SubscriptionsFull").Which.Message.Should().Contain("3 topics");

        await _admin.RequestAsync("00 53 20 02 '>a'", "06 20 01");
        (await client.ReceiveAsync()).Hex.Should().Be("002a040102");
        string fourth = await client.ReadSubscriptionAsync();
        await _admin.RequestAsync("00 53 21 09 '#>b////>c'", "06 21 02");
        (await client.ReceiveAsync()).Payload[1].Should().Be(0x2a);
        (await client.ReceiveAsync()).Payload[1].Should().Be(0x2a);
        string fifth = await client.ReadSubscriptionAsync();

        new[] { fourth, fifth }.Should().BeEquivalentTo("d", "e");
        Server.Statistics.Subscriptions.Should().Be(2);
    }

    [Fact]
    [Trait("Rule", "TOPIC-16")]
    public async Task Unselect_OfAFullSession_MakesRoomForWhatHadNone()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync($"00 03 01 {Everything} 00", "06 01");
        await AddAsync("a", "b", "c", "d");
        await client.ExpectSubscriptionsAsync(null, "a", "b", "c");

        await client.SendAsync("00 04 02 02 '>b' 00");

        await client.ExpectAsync("00 2a 04 02 00", "00 57 05 04 01 'd' 0e 00", "06 02");
    }

    [Fact]
    [Trait("Rule", "TOPIC-17")]
    public async Task Selections_MoreThanAllowed_AreRefusedUntilOneIsTakenBack()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 03 01 02 '>a' 00", "06 01");
        await client.RequestAsync("00 03 02 02 '>a' 01 's'", "06 02");
        await client.RequestAsync("00 03 03 03 '?b/' 00", "06 03");
        await client.RequestAsync("00 03 04 02 '>c' 00", "06 04");

        await client.SendAsync("00 03 05 02 '>d' 00");
        (await client.ExpectErrorAsync(5, Rejected)).Should().Contain("4 selections");
        await client.SendAsync("00 03 06 02 '>a' 01 't'");
        await client.ExpectErrorAsync(6, Rejected);
        await client.RequestAsync("00 03 07 03 '?b/' 00", "06 07");
        await client.RequestAsync("00 03 08 02 '>c' 00", "06 08");
        Server.Statistics.Selections.Should().Be(2, "there are two scopes");

        await client.RequestAsync("00 04 09 02 '>c' 00", "06 09");
        await client.RequestAsync("00 03 0a 02 '>d' 00", "06 0a");
        await client.SendAsync("00 03 0b 02 '>e' 00");
        await client.ExpectErrorAsync(11, Rejected);
    }

    [Fact]
    [Trait("Rule", "TOPIC-17")]
    public async Task Unselect_ThatNeedsAnExceptionToBeKept_CountsAsASelection()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 03 01 03 '?b/' 00", "06 01");
        await client.RequestAsync("00 04 02 04 '>b/1' 00", "06 02");
        await client.RequestAsync("00 04 03 04 '>b/2' 00", "06 03");
        await client.RequestAsync("00 04 04 05 '?b/3/' 00", "06 04");

        await client.SendAsync("00 04 05 04 '>b/4' 00");
        (await client.ExpectErrorAsync(5, Rejected)).Should().Contain("4 selections");
        await client.RequestAsync("00 04 06 04 '>b/1' 00", "06 06");
        await client.RequestAsync("00 04 07 02 '>x' 00", "06 07");
        await client.RequestAsync("00 04 08 05 '?b/\\d' 00", "06 08");

        await client.RequestAsync("00 04 09 04 '>b/4' 00", "06 09");
        await client.RequestAsync($"00 04 0a {Everything} 00", "06 0a");
        Server.Statistics.Selections.Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "TOPIC-17")]
    public async Task SelectorsAndScopes_AboveTheirLength_AreRefused()
    {
        RawClient client = await ConnectAsync();

        await client.SendAsync($"00 03 01 {Notation.Text(">" + new string('p', 16 * 1024))} 00");
        (await client.ExpectErrorAsync(1, Rejected)).Should().Contain("16384 characters");
        await client.RequestAsync($"00 03 02 {Notation.Text(">" + new string('p', (16 * 1024) - 1))} 00", "06 02");
        await client.SendAsync($"00 03 03 02 '>a' {Notation.Text(new string('s', 1025))}");
        (await client.ExpectErrorAsync(3, Rejected)).Should().Contain("1024 characters");
        await client.RequestAsync($"00 03 04 02 '>a' {Notation.Text(new string('s', 1024))}", "06 04");
    }

    [Fact]
    [Trait("Rule", "SEC-36")]
    public async Task Controller_SubscribingManySessions_IsToldHowManyHadNoRoom()
    {
        await AddAsync("a", "b", "c", "d");
        RawClient full = await ConnectAsync(RawClient.TargetFor("client", "password"));
        RawClient free = await ConnectAsync(RawClient.TargetFor("client", "password"));
        await full.SendAsync("00 03 01 08 '?[a-c]//' 00");
        await full.ExpectSubscriptionsAsync(1, "a", "b", "c");

        await _admin.SendAsync("00 41 20 16 '$Principal is \"client\"' 02 '>d' 00");

        (await _admin.ExpectErrorAsync(32, Rejected)).Should().StartWith("Refused for 1 of 2 sessions");
        await free.ExpectSubscriptionsAsync(null, "d");
    }

    protected override void Configure(LocalServerOptions options)
    {
        options.MaximumSubscriptions = 3;
        options.MaximumSelections = 4;
    }

    private async Task AddAsync(params string[] paths)
    {
        foreach (string path in paths)
        {
            await _admin.RequestAsync($"00 70 10 01 '{path}' 0e 00", "06 10 00");
        }
    }
}
