namespace Messaging.Tests.Rooms.Sending;

/// <summary>Whoever sends, and however late, sends it for the test whose log is searched for it.</summary>
public sealed class ConcealedTests : SendingTest
{
    [Theory]
    [InlineData(RoomKind.History)]
    [InlineData(RoomKind.Live)]
    public async Task Text_ThatIsSentAfterAReconnection_IsLookedForInTheLogOfItsTest(RoomKind kind)
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync(kind: kind);
        await DropAsync(client);
        Task<SendReceipt> send = room.SendAsync("whispered");
        TestSecrets.OfThisTest.FindIn(["It was whispered."]).Should().BeEmpty("no session has had it yet");

        await ReconnectAsync(client);
        await send.Within();

        TestSecrets.OfThisTest.FindIn(["It was whispered."]).Should().Equal("whispered");
    }
}
