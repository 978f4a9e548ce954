using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms.Sending;

/// <summary>The wall clock is set while a message is on its way. How long the message may wait is a time that passes, and stays the same.</summary>
public sealed class ClockJumpTests : SendingTest
{
    [Theory]
    [InlineData(5)]
    [InlineData(24 * 366)]
    public async Task Send_TheWallClockJumps_MayStillWait(int hours)
    {
        (MessagingClient client, IChatRoom room) = await JoinAsync();
        LoseNextAnswer("append");
        Func<string, CancellationToken, Task> lose = Server.OnCall;
        Server.OnCall = (call, token) =>
        {
            Time.WallClockOffset = TimeSpan.FromHours(hours);
            return lose(call, token);
        };

        Task<SendReceipt> sending = room.SendAsync("1");

        await client.WhenAsync(ConnectionState.Reconnecting);
        await ReconnectAsync(client);
        await sending.Within();
        Texts.Should().Equal("1");
    }
}
