using FluentAssertions.Execution;
using Messaging.Performance.Tests.Measuring;

namespace Messaging.Performance.Tests.Rooms;

/// <summary>A room with a hundred readers, each with a connection of its own.</summary>
public sealed class DeliveryAllocationTests(ServerProcess server) : RoomTest(server)
{
    private const int Readers = 100;
    private const int MessagesUnderWay = 64;
    private const int Batches = 4;

    [Fact]
    public async Task Delivery_ToAHundredReaders_AllocatesNoMoreThanItsLimit()
    {
        const string Room = "fan-out";
        Countdown countdown = new();
        List<RoomReader> readers = [];
        try
        {
            for (int reader = 0; reader < Readers; reader++)
            {
                readers.Add(await RoomReader.StartAsync(await ConnectAsync($"u{reader:D5}"), Room, History, countdown));
            }

            await using MessagingClient writer = await ConnectAsync("u09999");
            await using IChatRoom room = await writer.JoinAsync(Room, History).Within();
            Task[] sends = new Task[MessagesUnderWay];

            double bytes = await Allocations.PerOperationAsync(Readers * MessagesUnderWay * Batches, async () =>
            {
                for (int batch = 0; batch < Batches; batch++)
                {
                    Task delivered = countdown.StartAsync(Readers * MessagesUnderWay);
                    for (int message = 0; message < MessagesUnderWay; message++)
                    {
                        sends[message] = room.SendAsync(Text);
                    }

                    await Task.WhenAll(sends).Within();
                    await delivered.Within();
                }
            });

            using AssertionScope both = new();
            double own = OwnObjects.SizeOf(readers[0].Latest!);
            AllocationGate.Hold("Bytes for each delivery, the sender's part included", bytes, AllocationLimits.Delivery);
            AllocationGate.Hold($"Bytes for each delivery over the {own:N0} bytes of the message's own objects", bytes / own, AllocationLimits.DeliveryOverOwnObjects);
        }
        finally
        {
            foreach (RoomReader reader in readers)
            {
                await reader.DisposeAsync();
            }
        }
    }
}
