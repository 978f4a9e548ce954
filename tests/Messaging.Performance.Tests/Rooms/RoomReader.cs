namespace Messaging.Performance.Tests.Rooms;

/// <summary>A client that reads a room and counts.</summary>
internal sealed class RoomReader : IAsyncDisposable
{
    private readonly MessagingClient _client;
    private readonly IChatRoom _room;
    private readonly Countdown _countdown;
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    private RoomReader(MessagingClient client, IChatRoom room, Countdown countdown)
    {
        _client = client;
        _room = room;
        _countdown = countdown;
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>The latest message.</summary>
    public MessagePosted? Latest { get; private set; }

    /// <summary>Joins a room; from then on every message counts.</summary>
    public static async Task<RoomReader> StartAsync(MessagingClient client, string room, RoomOptions options, Countdown countdown)
    {
        RoomReader reader = new(client, await client.JoinAsync(room, options).Within(), countdown);
        await reader._caughtUp.Task.Within();
        return reader;
    }

    public async ValueTask DisposeAsync()
    {
        await _room.DisposeAsync();
        await _reading.Within();
        await _client.DisposeAsync();
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (RoomEvent roomEvent in _room.ReadAsync(ReadFrom.LiveOnly))
            {
                switch (roomEvent)
                {
                    case MessagePosted posted:
                        Latest = posted;
                        _countdown.Signal();
                        break;
                    case CaughtUp:
                        _caughtUp.SetResult();
                        break;
                    default:
                        throw new InvalidOperationException($"Unexpected in a room that nobody disturbs: {roomEvent}.");
                }
            }
        }
        catch (Exception e)
        {
            _caughtUp.TrySetException(e);
            _countdown.Fail(e);
        }
    }
}
