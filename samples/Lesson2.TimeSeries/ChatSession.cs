using Lessons.Shared;
using Lessons.Shared.Components.Rooms;
using Messaging;

namespace Lesson2.TimeSeries;

/// <summary>
/// One browser tab's visit to a room that remembers: everything here that talks to Diffusion.
/// </summary>
/// <remarks>
/// Blazor runs the code of a tab one piece at a time. <see cref="JoinAsync"/> is called by a page, so the loops that it
/// starts run like that too: no locks are needed, and <see cref="Changed"/> may update a page directly.
/// </remarks>
public sealed class ChatSession(ILoggerFactory loggers) : IRoomVisit, IAsyncDisposable
{
    /// <summary>How many messages are shown on joining.</summary>
    public const int MessagesOnJoining = 100;

    /// <summary>How many older ones are loaded at once.</summary>
    public const int PageSize = 50;

    private MessagingClient? _client;
    private IChatRoom? _room;
    private string? _principal;
    private bool _isAtTheStart;
    private IReadOnlyList<OutboxMessage> _outbox = [];
    private Task _loops = Task.CompletedTask;

    /// <summary>There is something new to show.</summary>
    public event Action? Changed;

    /// <summary>The room's name; <see langword="null"/> while there is none.</summary>
    public string? Room => _room?.Name;

    /// <summary>What the room looks like: its messages as they stand now, where live begins, and what is missing.</summary>
    public RoomView View { get; private set; } = RoomView.Empty;

    /// <summary>How many messages the page shows at most; the oldest go first.</summary>
    public int MaximumMessages => 2_000;

    /// <summary>The number of the first event that is shown; <see langword="null"/> when nothing is.</summary>
    public long? FirstSequence => View.Items.Count > 0 ? View.Items[0].Event?.Sequence : null;

    /// <summary>Whether the server may have messages older than the first that is shown. An event's number 0 is a room's first.</summary>
    public bool MayHaveOlder => View is { LiveFrom: not null, IsTruncated: false } && FirstSequence > 0 && !_isAtTheStart;

    /// <summary>What the connection to the Diffusion server is.</summary>
    public ConnectionStatus? Status { get; private set; }

    /// <summary>How the room is: joined, interrupted and why, or failed.</summary>
    public RoomStatus? RoomStatus { get; private set; }

    /// <summary>Whether the connection was lost at least once since the room was joined.</summary>
    public bool WasInterrupted { get; private set; }

    /// <summary>Connects, joins the room and begins to read it.</summary>
    /// <param name="settings">Where to connect, and as whom.</param>
    /// <param name="retainedRange">How much the server keeps of the room, if it is created now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task JoinAsync(ChatSettings settings, string retainedRange, CancellationToken cancellationToken)
    {
        await LeaveAsync();
        View = RoomView.WithCapacity(MaximumMessages);
        (WasInterrupted, _isAtTheStart, _outbox) = (false, false, []);

        MessagingOptions options = settings.ToOptions();
        MessagingClient client = MessagingClient.Create(options, loggers);
        (_client, _principal) = (client, options.Principal);
        try
        {
            IChatRoom room = await client.JoinAsync(
                settings.Room,
                new RoomOptions
                {
                    Kind = RoomKind.History,
                    RetainedRange = retainedRange,
                    SubscriptionRange = "limit 100",
                },
                cancellationToken);
            _loops = Task.WhenAll(ReadAsync(room), WatchRoomAsync(room), WatchOutboxAsync(room), WatchAsync(client));
            _room = room;
        }
        catch
        {
            await LeaveAsync();
            throw;
        }
    }

    /// <summary>Posts a message. Completes when the Diffusion server has accepted it, or the outbox shows that it did not.</summary>
    public async Task SendAsync(string text)
    {
        try
        {
            await (_room?.SendAsync(text) ?? Task.CompletedTask);
        }
        catch (MessagingException failure) when (
            failure.Code == MessagingErrorCode.NotSent || _room?.Outbox.Messages.Any(message => message.Error == failure) == true)
        {
            // It shows with the reason, to be sent again or discarded; or the visitor has just discarded it.
        }
    }

    /// <summary>What was sent and is not accepted yet, without what the room shows already.</summary>
    public IReadOnlyList<OutboxMessage> Pending => View.Missing(_outbox);

    /// <summary>Sends a message again that failed.</summary>
    public Task RetryAsync(MessageId id) => _room?.Outbox.RetryAsync(id) ?? Task.CompletedTask;

    /// <summary>Forgets a message that failed, or waits.</summary>
    public void Discard(MessageId id) => _room?.Outbox.Discard(id);

    /// <summary>Gives a message another text. The others see the new one, and that there was another.</summary>
    public Task EditAsync(long sequence, string text) => _room?.EditAsync(sequence, text) ?? Task.CompletedTask;

    /// <summary>Removes a message. The others see that there was one.</summary>
    public Task RemoveAsync(long sequence) => _room?.RemoveAsync(sequence) ?? Task.CompletedTask;

    /// <summary>Loads a page of messages older than the first that is shown.</summary>
    public async Task LoadOlderAsync()
    {
        if (_room is null || FirstSequence is not { } first)
        {
            return;
        }

        HistoryPage page = await _room.History.Before(first).AsPages(PageSize).FirstAsync();
        View = View.Apply(page);
        _isAtTheStart = page.Continuation is null;
        Changed?.Invoke();
    }

    /// <summary>
    /// Whether a message may be edited and removed by the visitor: this tab sent it, or the server says that the visitor's
    /// account did. Visitors without an account are strangers to the server, so a reloaded tab does not know theirs again.
    /// </summary>
    public bool IsOwn(ChatMessage message) =>
        message.IsOwn || (_principal is not null && message.Event?.Author == _principal);

    /// <summary>The page offers it for one's own messages; this server would allow it for all.</summary>
    public bool MayEdit(ChatMessage message) => IsOwn(message);

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
            await foreach (RoomEvent happened in room.ReadAsync(ReadFrom.Latest(MessagesOnJoining)))
            {
                View = View.Apply(happened);
                Changed?.Invoke();
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

    private async Task WatchOutboxAsync(IChatRoom room)
    {
        await foreach (IReadOnlyList<OutboxMessage> pending in room.Outbox.WatchAsync())
        {
            _outbox = pending;
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
}
