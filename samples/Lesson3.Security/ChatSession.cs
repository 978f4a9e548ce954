using Lessons.Shared;
using Lessons.Shared.Components.Rooms;
using Messaging;

namespace Lesson3.Security;

/// <summary>One browser tab's visit to the room, with the user's own account: everything here that a user does on Diffusion.</summary>
/// <remarks>
/// Blazor runs the code of a tab one piece at a time. <see cref="SignInAsync"/> is called by a page, so the loops that it
/// starts run like that too: no locks are needed, and <see cref="Changed"/> may update a page directly.
/// </remarks>
public sealed class ChatSession(LessonServer server, RoomSettings settings, ILoggerFactory loggers) : IRoomVisit, IAsyncDisposable
{
    private const int MessagesOnJoining = 100;
    private const int PageSize = 50;

    private UserClient? _user;
    private IChatRoom? _room;
    private bool _isAtTheStart;
    private IReadOnlyList<OutboxMessage> _outbox = [];
    private Task _loops = Task.CompletedTask;

    /// <summary>There is something new to show.</summary>
    public event Action? Changed;

    /// <summary>The room's name; <see langword="null"/> while nobody is signed in.</summary>
    public string? Room => _room?.Name;

    /// <summary>The account that is signed in, as the Diffusion server knows it.</summary>
    public string? Principal => _user?.Client.Principal;

    public RoomView View { get; private set; } = RoomView.Empty;

    public int MaximumMessages => 2_000;

    public long? FirstSequence => View.Items.Count > 0 ? View.Items[0].Event?.Sequence : null;

    public bool MayHaveOlder => View is { LiveFrom: not null, IsTruncated: false } && FirstSequence > 0 && !_isAtTheStart;

    /// <summary>What the Diffusion server lets the user do in the room. The page shows no buttons for the rest.</summary>
    public RoomCapabilities Capabilities { get; private set; } = RoomCapabilities.Unknown;

    /// <summary>What the connection to the Diffusion server is.</summary>
    public ConnectionStatus? Status { get; private set; }

    /// <summary>How the room is: joined, interrupted and why, or failed.</summary>
    public RoomStatus? RoomStatus { get; private set; }

    /// <summary>Whether the connection was lost at least once since the user signed in.</summary>
    public bool WasInterrupted { get; private set; }

    /// <summary>Why the user was signed out, in a sentence; <see langword="null"/> when it was the user's own wish.</summary>
    public string? SignedOutBecause { get; private set; }

    /// <summary>Signs in with the user's own account, joins the room and begins to read it.</summary>
    /// <param name="name">The account.</param>
    /// <param name="password">Its password.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task SignInAsync(string name, string password, CancellationToken cancellationToken)
    {
        await SignOutAsync();
        View = RoomView.WithCapacity(MaximumMessages);
        (Capabilities, SignedOutBecause) = (RoomCapabilities.Unknown, null);
        (WasInterrupted, _isAtTheStart, _outbox) = (false, false, []);

        var user = new UserClient(server, name, password, loggers);
        _user = user;
        try
        {
            IChatRoom room = await user.Client.JoinAsync(settings.Name, settings.Options, cancellationToken);
            _loops = Task.WhenAll(
                ReadAsync(room), WatchRoomAsync(room), WatchOutboxAsync(room), WatchCapabilitiesAsync(room), WatchConnectionAsync(user.Client));
            _room = room;
        }
        catch
        {
            await SignOutAsync();
            throw;
        }
    }

    /// <summary>Closes the connection, which ends the loops, and forgets the password.</summary>
    public async Task SignOutAsync()
    {
        UserClient? user = _user;
        (_user, _room) = (null, null);
        if (user is not null)
        {
            await user.DisposeAsync();
        }

        await _loops;
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

    public Task EditAsync(long sequence, string text) => _room?.EditAsync(sequence, text) ?? Task.CompletedTask;

    public Task RemoveAsync(long sequence) => _room?.RemoveAsync(sequence) ?? Task.CompletedTask;

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

    /// <summary>Whether the server says that the user's account sent a message. The name on it proves nothing.</summary>
    public bool IsOwn(ChatMessage message) => message.Event?.Author == Principal;

    public bool MayEdit(ChatMessage message) => Capabilities.MayEditAny || (Capabilities.MayEditOwn && IsOwn(message));

    /// <summary>The tab was closed.</summary>
    public async ValueTask DisposeAsync() => await SignOutAsync();

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
            // The session is over for good. The status says so as well, and why.
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

    private async Task WatchCapabilitiesAsync(IChatRoom room)
    {
        await foreach (RoomCapabilities may in room.WatchCapabilitiesAsync())
        {
            Capabilities = may;
            Changed?.Invoke();
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

    private async Task WatchConnectionAsync(MessagingClient client)
    {
        await foreach (ConnectionStatus status in client.WatchStatusAsync())
        {
            Status = status;
            WasInterrupted |= status.State is ConnectionState.Reconnecting;
            SignedOutBecause = status switch
            {
                { State: ConnectionState.Closed, Error.Code: MessagingErrorCode.NotAuthenticated } =>
                    "Your session was closed, and the server does not let you in again: the account was locked, or its password was changed.",
                { State: ConnectionState.Closed, Error: { } error } => $"Your session has ended. {error.Message}",
                _ => null,
            };
            Changed?.Invoke();
        }
    }
}
