using Messaging.Performance.Tests.Measuring;

namespace Messaging.Performance.Tests.Rooms;

/// <summary>One client that sends as fast as it may. It is joined to the room as senders are, so each message comes back to it, too.</summary>
public sealed class AppendAllocationTests(ServerProcess server) : RoomTest(server)
{
    private const int UnderWay = 256;
    private const int MessagesEach = 16;

    [Fact]
    public async Task Send_With256UnderWay_AllocatesNoMoreThanItsLimit()
    {
        await using MessagingClient client = await ConnectAsync("u00001");
        await using IChatRoom room = await client.JoinAsync("appends", History).Within();
        Task[] loops = new Task[UnderWay];

        double bytes = await Allocations.PerOperationAsync(UnderWay * MessagesEach, async () =>
        {
            for (int loop = 0; loop < UnderWay; loop++)
            {
                loops[loop] = SendAsync(room);
            }

            await Task.WhenAll(loops).Within();
        });

        AllocationGate.Hold("Bytes for each accepted message", bytes, AllocationLimits.Append);
    }

    private static async Task SendAsync(IChatRoom room)
    {
        for (int message = 0; message < MessagesEach; message++)
        {
            SendReceipt receipt = await room.SendAsync(Text);
            if (receipt.WasDuplicate)
            {
                throw new InvalidOperationException("A message was not posted.");
            }
        }
    }
}
