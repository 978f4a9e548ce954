using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Security;

/// <summary>Every service of topics with and without the permissions that it needs.</summary>
public sealed class EnforcementTests : SecurityTest
{
    private const string Add = "00 70 01 03 'a/b' 0f 00";
    private const string AddSeries = "00 70 01 03 'a/t' 10 01 1c 'TIME_SERIES_EVENT_VALUE_TYPE' 06 'string'";

    public static TheoryData<string, string, string> Requests => new()
    {
        { Add, "a/b", "MODIFY_TOPIC" },
        { "00 53 01 04 '>a/b'", "a/b", "MODIFY_TOPIC" },
        { "00 76 01 03 'a/b' 0f 01 01 00", "a/b", "UPDATE_TOPIC" },
        { "00 7a 01 03 'a/b' 0f 00 01 01 00", "a/b", "MODIFY_TOPIC UPDATE_TOPIC" },
        { "00 03 01 04 '>a/b' 00", "a/b", "SELECT_TOPIC" },
        { "00 03 01 05 '*a/.*' 00", "a", "SELECT_TOPIC" },
        { "00 63 01 03 'a/t' 06 'string' 02 61 'x'", "a/t", "UPDATE_TOPIC" },
        { "00 a6 01 01 03 'a/t' 06 'string' 02 61 'x' 01", "a/t", "UPDATE_TOPIC" },
        { "00 64 01 03 'a/t' 06 'string' 00 02 61 'x'", "a/t", "UPDATE_TOPIC EDIT_TIME_SERIES_EVENTS" },
        { "00 54 01 03 'a/t' 00 00 00 00 03 00 00 00 03 ff ff ff ff ff ff ff 0f", "a/t", "READ_TOPIC" },
        { "00 54 01 03 'a/t' 01 00 00 00 03 00 00 00 03 ff ff ff ff ff ff ff 0f", "a/t", "READ_TOPIC QUERY_OBSOLETE_TIME_SERIES_EVENTS" },
        { "00 54 01 03 'a/t' 00 00 00 00 03 01 01 00 03 ff ff ff ff ff ff ff 0f", "a/t", "READ_TOPIC QUERY_OBSOLETE_TIME_SERIES_EVENTS" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Service_WithAPermissionMissing_NamesItAndItsPath(string request, string path, string permissions)
    {
        string[] needed = permissions.Split(' ');
        RawClient client = await ConnectAsync();
        foreach (string missing in needed)
        {
            await RunSecurityScriptAsync($"set 'CLIENT' path 'a' permissions [{string.Join(' ', needed.Where(permission => permission != missing))}]");

            await client.SendAsync(request);

            (await client.ExpectErrorAsync(1, "67")).Should().Be($"Access denied. {missing} is missing for the path '{path}'.");
        }

        await RunSecurityScriptAsync($"set 'CLIENT' path 'a' permissions [{permissions}]");
        await client.SendAsync(request);
        byte[] answer = (await client.ReceiveAsync()).Payload;
        Utf8(answer).Should().NotContain("Access denied");
    }

    [Fact]
    [Trait("Rule", "TOPIC-74")]
    public async Task Edit_OwnEventsOnly_RefusesThoseOfOthersAndOfNobody()
    {
        RawClient admin = await AdminAsync();
        await UpdateAsync(admin, "3a", 1, "add principal 'bob' 'b' ['CLIENT']\nadd principal 'eve' 'e' ['CLIENT']");
        await UpdateAsync(admin, "3c", 2, "set 'CLIENT' path 'a' permissions [READ_TOPIC UPDATE_TOPIC EDIT_OWN_TIME_SERIES_EVENTS]");
        await admin.RequestAsync(AddSeries, "06 01 00");
        RawClient anonymous = await ConnectAsync();
        RawClient bob = await ConnectAsync("bob", "b");
        RawClient eve = await ConnectAsync("eve", "e");
        await anonymous.SendAsync("00 63 01 03 'a/t' 06 'string' 02 61 'x'");
        (await anonymous.ReceiveAsync()).Hex.Should().StartWith("0601");
        await bob.SendAsync("00 63 01 03 'a/t' 06 'string' 02 61 'y'");
        (await bob.ReceiveAsync()).Hex.Should().StartWith("0601");

        await bob.SendAsync("00 64 02 03 'a/t' 06 'string' 01 02 61 'z'");
        (await bob.ReceiveAsync()).Hex.Should().StartWith("0602");

        const string Denied = "Access denied. EDIT_TIME_SERIES_EVENTS is missing for the path 'a/t'.";
        await eve.SendAsync("00 64 02 03 'a/t' 06 'string' 01 02 61 'z'");
        (await eve.ExpectErrorAsync(2, "67")).Should().Be(Denied);
        await bob.SendAsync("00 64 03 03 'a/t' 06 'string' 00 02 61 'z'");
        (await bob.ExpectErrorAsync(3, "67")).Should().Be(Denied);
        await anonymous.SendAsync("00 64 02 03 'a/t' 06 'string' 00 02 61 'z'");
        (await anonymous.ExpectErrorAsync(2, "67")).Should().Be(Denied);
    }

    [Fact]
    [Trait("Rule", "TOPIC-08")]
    public async Task Remove_ByPattern_LeavesWhatMayNotBeRemoved()
    {
        RawClient admin = await AdminAsync();
        await admin.RequestAsync("00 70 01 03 'a/b' 0f 00", "06 01 00");
        await admin.RequestAsync("00 70 02 03 'a/c' 0f 00", "06 02 00");
        await UpdateAsync(admin, "3c", 3, "set 'CLIENT' path 'a/b' permissions [MODIFY_TOPIC]");
        RawClient client = await ConnectAsync();

        await client.RequestAsync("00 53 01 04 '?a//'", "06 01 01");

        Server.Statistics.Topics.Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "TOPIC-36")]
    public async Task Fetch_WhatMayNotBeReadOrSelected_IsLeftOut()
    {
        RawClient admin = await AdminAsync();
        await admin.RequestAsync("00 70 01 03 'a/b' 0f 00", "06 01 00");
        await admin.RequestAsync("00 70 02 03 'a/c' 0f 00", "06 02 00");
        await admin.RequestAsync("00 70 03 03 'a/d' 0f 00", "06 03 00");
        await UpdateAsync(admin, "3c", 4, "set 'CLIENT' path 'a/b' permissions [READ_TOPIC]\nset 'CLIENT' path 'a/c' permissions [SELECT_TOPIC]");
        RawClient client = await ConnectAsync();

        string all = await FetchAsync(client, 1, "04 '?a//'");

        all.Should().Contain("a/d").And.NotContain("a/b").And.NotContain("a/c");
        (await FetchAsync(client, 2, "04 '>a/b'")).Should().Contain("Access denied. SELECT_TOPIC is missing for the path 'a/b'.");
    }

    [Fact]
    [Trait("Rule", "TOPIC-10")]
    public async Task Subscription_WhatMayNotBeReadOrSelected_IsLeftOutNowAndLater()
    {
        RawClient admin = await AdminAsync();
        await UpdateAsync(admin, "3c", 1, "set 'CLIENT' path 'a/b' permissions [READ_TOPIC]\nset 'CLIENT' path 'a/c' permissions [SELECT_TOPIC]");
        await admin.RequestAsync("00 70 02 03 'a/b' 0f 00", "06 02 00");
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 03 01 04 '?a//' 00", "06 01");

        await admin.RequestAsync("00 70 03 03 'a/c' 0f 00", "06 03 00");
        await admin.RequestAsync("00 70 04 03 'a/d' 0f 00", "06 04 00");

        await client.ExpectAsync("00 57 01 03 03 'a/d' 0f 00");
        Server.Statistics.Subscriptions.Should().Be(1);
    }

    private static async Task<string> FetchAsync(RawClient client, byte conversationId, string selector)
    {
        await client.SendAsync($"00 75 {conversationId:x2} {selector} 00 00 80807f 00 00 ffffffff07 ffffffff07 ffffffff07 ffffffff07 00 00");
        return Utf8((await client.ReceiveAsync()).Payload);
    }
}
