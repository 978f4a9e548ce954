using Messaging.Performance.Tests.Measuring;

namespace Messaging.Performance.Tests.Rooms;

/// <summary>A room with a past.</summary>
public sealed class JoinAllocationTests(ServerProcess server) : RoomTest(server)
{
    private const string Room = "joins";
    private const int HistoryLength = 100;
    private const int JoinsEachRound = 50;

    [Fact]
    public async Task Join_WithAHundredMessages_AllocatesNoMoreThanItsLimit()
    {
        await using MessagingClient client = await ConnectAsync("u00001");
        await using (IChatRoom room = await client.JoinAsync(Room, History).Within())
        {
            for (int message = 0; message < HistoryLength; message++)
            {
                await room.SendAsync(Text).Within();
            }
        }

        MessagePosted? latest = null;
        double bytes = await Allocations.PerOperationAsync(JoinsEachRound, async () =>
        {
            for (int join = 0; join < JoinsEachRound; join++)
            {
                latest = await ReadOnceAsync(client).Within();
            }
        });

        double own = OwnObjects.SizeOf(latest!) * HistoryLength;
        AllocationGate.Hold($"Bytes for each join with {HistoryLength} messages, whose own objects take {own:N0}", bytes, AllocationLimits.Join);
    }

    private static async Task<MessagePosted> ReadOnceAsync(MessagingClient client)
    {
        int messages = 0;
        MessagePosted? latest = null;
        await using IChatRoom room = await client.JoinAsync(Room, History);
        await foreach (RoomEvent roomEvent in room.ReadAsync(ReadFrom.Latest(HistoryLength)))
        {
            if (roomEvent is CaughtUp)
            {
                break;
            }

            latest = (MessagePosted)roomEvent;
            messages++;
        }

        messages.Should().Be(HistoryLength);
        return latest!;
    }
}
