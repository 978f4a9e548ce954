using Messaging.Benchmarks.Messages;

namespace Messaging.Benchmarks.Peers.Product;

/// <summary>A room of the product, read as its README says.</summary>
internal sealed class ProductRoom : PeerRoom
{
    private readonly IChatRoom _room;
    private readonly Faults _faults;
    private readonly Task _reading;

    public ProductRoom(IChatRoom room, IReceiver? receiver, Faults faults)
    {
        _room = room;
        _faults = faults;
        _reading = receiver is null ? Task.CompletedTask : ReadAsync(_room.ReadAsync(ReadFrom.LiveOnly), receiver);
        faults.Watch(_reading);
    }

    public override void Publish(long number) => _faults.Watch(_room.SendAsync(NumberedTexts.Of(number)));

    public override Task AppendAsync(long number) => _room.SendAsync(NumberedTexts.Of(number));

    public override async ValueTask DisposeAsync()
    {
        await _room.DisposeAsync();
        await _reading;
    }

    /// <summary>Gives a message to the receiver.</summary>
    public static void HandOver(ChatMessage message, IReceiver receiver) =>
        receiver.OnMessage(SenderNames.SenderIn(message.Name), NumberedTexts.NumberIn(message.Text));

    private static async Task ReadAsync(IAsyncEnumerable<RoomEvent> events, IReceiver receiver)
    {
        await foreach (RoomEvent roomEvent in events)
        {
            switch (roomEvent)
            {
                case MessagePosted { Message: var message }:
                    HandOver(message, receiver);
                    break;
                case CaughtUp:
                    break;
                default:
                    throw new InvalidDataException($"Unexpected in a room that nobody disturbs: {roomEvent}.");
            }
        }
    }
}
