using Lessons.Shared;
using Messaging;

namespace Lesson1.PublishSubscribe;

/// <summary>
/// One browser tab's visit to a room: everything here that talks to Diffusion.
/// </summary>
/// <remarks>
/// Blazor runs the code of a tab one piece at a time. <see cref="JoinAsync"/> is called by a page, so the loops that it
/// starts run like that too: no locks are needed, and <see cref="Changed"/> may update a page directly.
/// </remarks>
public sealed class ChatSession(ILoggerFactory loggers) : IAsyncDisposable
{
    /// <summary>How many lines are kept; the oldest go first.</summary>
    public const int MaximumLines = 500;

    private readonly List<ChatLine> _lines = [];
    private MessagingClient? _client;
    private IChatRoom? _room;
    private Task _loops = Task.CompletedTask;
    private long _lineCount;

    /// <summary>There is something new to show.</summary>
    public event Action? Changed;

    /// <summary>The room's name; <see langword="null"/> while there is none.</summary>
    public string? Room => _room?.Name;

    /// <summary>The latest lines, oldest first.</summary>
    public IReadOnlyList<ChatLine> Lines => _lines;

    /// <summary>What the connection to the Diffusion server is.</summary>
    public ConnectionStatus? Status { get; private set; }

    /// <summary>How the room is: joined, interrupted and why, or failed.</summary>
    public RoomStatus? RoomStatus { get; private set; }

    /// <summary>Whether the connection was lost at least once since the room was joined.</summary>
    public bool WasInterrupted { get; private set; }

    /// <summary>Connects, joins the room, begins to listen and tells the others.</summary>
    public async Task JoinAsync(ChatSettings settings, CancellationToken cancellationToken)
    {
        await LeaveAsync();
        _lines.Clear();
        WasInterrupted = false;

        MessagingClient client = MessagingClient.Create(settings.ToOptions(), loggers);
        _client = client;
        try
        {
            IChatRoom room = await client.JoinAsync(settings.Room, cancellationToken: cancellationToken);
            _loops = Task.WhenAll(ReadAsync(room), WatchRoomAsync(room), WatchAsync(client));
            await room.SendAsync(
                $"{settings.DisplayName} has joined", new SendOptions { Name = "System" }, cancellationToken);
            _room = room;
        }
        catch
        {
            await LeaveAsync();
            throw;
        }
    }

    /// <summary>Posts a message. Completes when the Diffusion server has accepted it.</summary>
    public Task SendAsync(string text) => _room?.SendAsync(text) ?? Task.CompletedTask;

    /// <summary>Leaves the room and closes the connection, which ends the loops.</summary>
    public async Task LeaveAsync()
    {
        MessagingClient? client = _client;
        (_client, _room) = (null, null);
        if (client is not null)
        {
            await client.DisposeAsync();
        }

        await _loops;
    }

    /// <summary>The tab was closed.</summary>
    public async ValueTask DisposeAsync() => await LeaveAsync();

    private async Task ReadAsync(IChatRoom room)
    {
        try
        {
            await foreach (RoomEvent happened in room.ReadAsync())
            {
                Add(happened);
            }
        }
        catch (MessagingException)
        {
            // The connection is gone for good. The status says so as well, and the page shows that.
        }
    }

    private async Task WatchRoomAsync(IChatRoom room)
    {
        await foreach (RoomStatus status in room.WatchStatusAsync())
        {
            RoomStatus = status;
            Changed?.Invoke();
        }
    }

    private async Task WatchAsync(MessagingClient client)
    {
        await foreach (ConnectionStatus status in client.WatchStatusAsync())
        {
            Status = status;
            WasInterrupted |= status.State is ConnectionState.Reconnecting;
            Changed?.Invoke();
        }
    }

    private void Add(RoomEvent happened)
    {
        _lines.Add(new ChatLine(++_lineCount, happened));
        if (_lines.Count > MaximumLines)
        {
            _lines.RemoveAt(0);
        }

        Changed?.Invoke();
    }
}
