using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Sessions.Recovery;

/// <summary>
/// What a client repeats after 105. The sequences are those of the official SDK: it repeats one lost message rightly, of more it
/// repeats some twice and others never.
/// </summary>
public sealed class RepeatWindowTests : RecoveryTest
{
    [Fact]
    [Trait("Rule", "SESS-15")]
    public async Task Repeat_OfOneLostMessage_IsExecutedAndNotCounted()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 38 01", "06 01");
        await LoseAsync(client);

        // It has sent two messages, and one arrived.
        RawClient again = await ResumeAsync(client, oldest: 1, received: 1, next: "00000002");
        await again.ExpectAsync("00 37 01");
        await again.RequestAsync("00 38 02", "06 02");
        await again.SendAsync("06 01");
        await again.RequestAsync("00 38 03", "06 03");
        await LoseAsync(again);

        // Behind 2 came the answer to the ping, which is 2 once more, and 3: the next is 4.
        RawClient third = await ResumeAsync(again, oldest: 2, received: 4, next: "00000004");
        await third.ExpectAsync("00 37 02");
    }

    [Theory]
    [InlineData("00 38 05", "00 38 05")]
    [InlineData("00 38 05 | 00 38 07", "00 38 07")]
    [InlineData("00 38 05 | 00 38 07", "00 38 05")]
    [InlineData("00 38 05 | 06 63", "06 63")]
    [InlineData("00 38 05 | 07 63 01 'x' 64", "07 63 01 'x' 64")]
    [Trait("Rule", "SESS-16")]
    public async Task Repeat_OfAMessageTwice_CutsTheConnectionAndTheNextOneBeginsAnew(string first, string wrong)
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 38 01", "06 01");
        await LoseAsync(client);

        RawClient again = await ResumeAsync(client, oldest: 1, received: 1, next: "00000002");
        await again.ExpectAsync("00 37 01");
        foreach (string message in first.Split('|'))
        {
            await again.SendAsync(message);
        }

        await again.SendAsync(wrong);
        await again.ExpectEndAsync();
        await Log.WhenLoggedAsync(record => record.Message.Contains("repeated messages that were not lost", StringComparison.Ordinal)).Within();

        RawClient third = await RestartAsync(again, oldest: 2, received: 3);
        await third.ExpectAsync("00 37 02");
        await third.RequestAsync("00 38 01", "06 01");
    }

    [Fact]
    [Trait("Rule", "SESS-16")]
    public async Task Repeat_OfAnAppendTwice_IsExecutedOnce()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 70 01 01 'a' 10 01 1c 'TIME_SERIES_EVENT_VALUE_TYPE' 06 'string'", "06 01 00");
        await LoseAsync(client);

        RawClient again = await ResumeAsync(client, oldest: 1, received: 1, next: "00000002");
        await again.ExpectAsync("00 37 01");
        await again.SendAsync("00 63 02 01 'a' 06 'string' 02 61 'x'");
        await again.SendAsync("00 63 02 01 'a' 06 'string' 02 61 'x'");
        await again.ExpectEndAsync();

        Server.Statistics.RetainedEvents.Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "SESS-16")]
    public async Task Repeat_OfWhatIsNew_StaysPossibleOutsideOfTheWindow()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 38 01", "06 01");
        await client.RequestAsync("00 38 01", "06 01");
        await LoseAsync(client);
        RawClient again = await ResumeAsync(client, oldest: 1, received: 2, next: "00000003");
        await again.ExpectAsync("00 37 01");
        await again.SendAsync("06 01");

        await again.RequestAsync("00 38 01", "06 01");
    }

    [Fact]
    [Trait("Rule", "SESS-15")]
    public async Task NewMessages_BeforeTheConfirmation_AreSkippedWhenTheyAreRepeated()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 38 01", "06 01");
        await LoseAsync(client);
        RawClient again = await ResumeAsync(client, oldest: 1, received: 1, next: "00000002");
        await again.ExpectAsync("00 37 01");

        // Two new ones, 2 and 3, come before the answer to the ping, 4, and one behind it, 5. The server counts two.
        await again.RequestAsync("00 38 02", "06 02");
        await again.RequestAsync("00 38 03", "06 03");
        await again.SendAsync("06 01");
        await again.RequestAsync("00 38 04", "06 04");
        await LoseAsync(again);

        RawClient third = await ResumeAsync(again, oldest: 2, received: 5, next: "00000004");
        await third.ExpectAsync("00 37 02");

        // It repeats 4 and 5, which were executed, and 6, which was lost.
        await third.SendAsync("06 01");
        await third.SendAsync("00 38 04");
        await third.RequestAsync("00 38 05", "06 05");
        await third.SendAsync("06 02");
        await third.RequestAsync("00 38 06", "06 06");
        await LoseAsync(third);
        await ResumeAsync(third, oldest: 4, received: 8, next: "00000006");
    }

    [Fact]
    [Trait("Rule", "SESS-15")]
    public async Task NewMessages_BehindAnAnswerToAMissedRequest_AreCounted()
    {
        RawClient publisher = await ConnectAsync();
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 03 01 02 '>a' 00", "06 01");
        await LoseAsync(client);
        await publisher.RequestAsync("00 70 01 01 'a' 11 00", "06 01 00");

        RawClient again = await ResumeAsync(client, oldest: 1, received: 1, next: "00000002");
        await again.ExpectAsync("00 57 01 01 01 'a' 11 00", "00 37 02");
        await again.SendAsync("06 01");
        await again.RequestAsync("00 38 02", "06 02");
        await LoseAsync(again);

        await ResumeAsync(again, oldest: 2, received: 4, next: "00000004");
    }

    [Fact]
    [Trait("Rule", "SESS-16")]
    public async Task Loss_BeforeTheConfirmation_BeginsAnew()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 38 01", "06 01");
        await LoseAsync(client);
        RawClient again = await ResumeAsync(client, oldest: 1, received: 1, next: "00000002");
        await again.ExpectAsync("00 37 01");
        await again.RequestAsync("00 38 02", "06 02");
        await LoseAsync(again);

        await RestartAsync(again, oldest: 2, received: 3);
    }

    [Fact]
    [Trait("Rule", "SESS-16")]
    public async Task Loss_BeforeTheClientHeardOfItsConnection_LosesNothing()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 38 01", "06 01");
        await LoseAsync(client);
        RawClient deaf = await ResumeAsync(client, oldest: 1, received: 1, next: "00000002");
        await LoseAsync(deaf);

        // It can still repeat message 1: so it has not heard that the server has it.
        RawClient again = await ResumeAsync(client, oldest: 1, received: 1, next: "00000002");

        await again.ExpectAsync("00 37 01", "00 37 02");
    }

    [Fact]
    [Trait("Rule", "SESS-16")]
    public async Task Loss_WhenTheClientMayHaveHeardOfItsConnection_BeginsAnew()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 38 01", "06 01");
        await LoseAsync(client);
        RawClient deaf = await ResumeAsync(client, oldest: 1, received: 1, next: "00000002");
        await LoseAsync(deaf);

        // What it had to repeat may have been lost with the second connection, and it would not repeat it once more.
        await RestartAsync(client, oldest: 2, received: 1);
    }
}
