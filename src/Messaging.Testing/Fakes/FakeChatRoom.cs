using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Messaging.Testing;

/// <summary>
/// A chat room without a server, for tests of what uses an <see cref="IChatRoom"/>: the test says what happens in the room, and sees what
/// was sent. Thread-safe.
/// </summary>
/// <remarks>
/// <para>Readers, sending, editing, removing, history, outbox and leaving behave as those of a real room do: one suite of tests runs
/// against both. What it does not do by itself is what only a server or a network does. It refuses nothing for want of a permission and never loses
/// its connection; the test says so by <see cref="SetStatus"/>, <see cref="SetCapabilities"/>, <see cref="FailNextSend"/>, <see cref="HoldSends"/>
/// and a <see cref="Gap"/> for <see cref="Add"/>.</para>
/// <para>It keeps everything that happens in it until it is collected, whatever <see cref="RoomOptions"/> say of ranges, so readers miss
/// nothing: <see cref="RoomOptions.Overflow"/> never comes into play.</para>
/// <para>An own one is made by the constructor. Handles that a <see cref="FakeMessagingClient"/> gives are of this class, too; those of one
/// room share what happens in it, as real ones do, and each can be scripted for all, also after it was left.</para>
/// </remarks>
/// <example>
/// <code>
/// var room = new FakeChatRoom("lobby");
/// var chat = new ChatViewModel(room);
///
/// room.Post("ann", "hi");                                       // somebody else says something
/// await chat.ShowAsync(c => c.Lines.Count == 1);
/// </code>
/// </example>
public sealed class FakeChatRoom : IChatRoom
{
    private readonly FakeRoom _room;
    private readonly FakeOutbox _outbox;
    private readonly Watched<RoomStatus> _status;
    private readonly Watched<RoomCapabilities> _capabilities;
    private FakeReaders _readers = new();
    private bool _isLeft;
    private MessagingException? _closedBy;

    /// <summary>Makes a room of its own, joined.</summary>
    /// <param name="name">Its name. See <see cref="RoomName"/>.</param>
    /// <param name="kind">Whether it remembers.</param>
    /// <param name="options">Who the client is: principal, display name, topic prefix, limits. <see langword="null"/> for an anonymous one.</param>
    /// <param name="timeProvider">The clock of its messages; <see langword="null"/> for the system's.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no legal room name, the text says why.</exception>
    public FakeChatRoom(
        string name = "lobby", RoomKind kind = RoomKind.Live, MessagingOptions? options = null, TimeProvider? timeProvider = null)
        : this(new FakeRoom(
            RoomName.IsValid(name, out string? problem) ? name : throw new ArgumentException(problem, nameof(name)),
            kind,
            new FakeUser(options ?? new MessagingOptions(), timeProvider ?? TimeProvider.System)))
    {
    }

    internal FakeChatRoom(FakeRoom room)
    {
        _room = room;
        _outbox = new FakeOutbox(room);
        lock (room.Lock)
        {
            _status = new Watched<RoomStatus>(room.Status);
            _capabilities = new Watched<RoomCapabilities>(room.Capabilities);
            room.Join(this);
        }
    }

    /// <inheritdoc/>
    public string Name => _room.Name;

    /// <inheritdoc/>
    public string TopicPath => _room.Path;

    /// <inheritdoc/>
    public RoomKind Kind => _room.Kind;

    /// <inheritdoc/>
    public RoomStatus Status => _status.Value;

    /// <inheritdoc/>
    public RoomCapabilities Capabilities => _capabilities.Value;

    /// <inheritdoc/>
    public IRoomHistory History
    {
        get
        {
            ThrowIfLeft();
            ThrowIfLive();
            return field ??= new FakeHistory(_room, ThrowIfLeft);
        }
    }

    /// <inheritdoc/>
    public IOutbox Outbox => _outbox;

    /// <summary>What was sent to the room through its handles, and accepted, in order.</summary>
    public IReadOnlyList<ChatMessage> Sent => _room.Sent;

    /// <summary>Whether this handle was left or disposed, or its client was.</summary>
    public bool IsLeft
    {
        get
        {
            lock (_room.Lock)
            {
                return _isLeft;
            }
        }
    }

    /// <summary>Somebody else posts a message.</summary>
    /// <param name="author">Who: the name on it, and in a room that remembers the author.</param>
    /// <param name="text">The text. Anything: others are not bound to the rules of this client.</param>
    /// <returns>The message as readers get it.</returns>
    public ChatMessage Post(string author, string text)
    {
        ArgumentNullException.ThrowIfNull(author);
        ArgumentNullException.ThrowIfNull(text);
        return _room.Post(author, text);
    }

    /// <summary>Somebody edits a message.</summary>
    /// <param name="author">Who.</param>
    /// <param name="sequence">Which one: its <see cref="ChatMessage.Event"/>'s number.</param>
    /// <param name="text">The new text.</param>
    /// <returns>The message as it stands now.</returns>
    /// <exception cref="NotSupportedException">It is a <see cref="RoomKind.Live"/> room.</exception>
    /// <exception cref="MessagingException"><see cref="MessagingErrorCode.MessageNotFound"/>: there is no such message.</exception>
    public ChatMessage EditAs(string author, long sequence, string text)
    {
        ArgumentNullException.ThrowIfNull(author);
        ArgumentNullException.ThrowIfNull(text);
        ThrowIfLive();
        return _room.Edit(author, sequence, text);
    }

    /// <summary>Somebody removes a message.</summary>
    /// <param name="author">Who.</param>
    /// <param name="sequence">Which one: its <see cref="ChatMessage.Event"/>'s number.</param>
    /// <exception cref="NotSupportedException">It is a <see cref="RoomKind.Live"/> room.</exception>
    /// <exception cref="MessagingException"><see cref="MessagingErrorCode.MessageNotFound"/>: there is no such message.</exception>
    public void RemoveAs(string author, long sequence)
    {
        ArgumentNullException.ThrowIfNull(author);
        ThrowIfLive();
        _room.Remove(author, sequence);
    }

    /// <summary>
    /// Something happens, exactly so: a <see cref="Gap"/>, an <see cref="UnreadableMessage"/>, or a message with all its details. Every reader
    /// gets it; readers that begin later get the messages, and no gap.
    /// </summary>
    /// <param name="roomEvent">What. In a room that remembers, with a number that is not below that of the next event.</param>
    /// <exception cref="ArgumentException">It cannot happen in a room of this kind, or its number is taken; or it is <see cref="CaughtUp"/>.</exception>
    public void Add(RoomEvent roomEvent)
    {
        ArgumentNullException.ThrowIfNull(roomEvent);
        _room.Add(roomEvent);
    }

    /// <summary>Lets the next message that would be accepted fail. Several calls count for several messages, in order.</summary>
    /// <param name="error">What the caller gets. The message stays in the <see cref="Outbox"/> as failed, as a real one does.</param>
    public void FailNextSend(MessagingException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        _room.FailNextSend(error);
    }

    /// <summary>Lets the next edit or removal of the application fail. Several calls count for several, in order.</summary>
    /// <param name="error">What the caller gets.</param>
    public void FailNextEdit(MessagingException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        _room.FailNextEdit(error);
    }

    /// <summary>Lets messages wait in the <see cref="Outbox"/>, as without a connection, until <see cref="ReleaseSends"/>.</summary>
    public void HoldSends() => _room.HoldSends();

    /// <summary>Lets the messages that wait go, in their order, and those that follow.</summary>
    public void ReleaseSends() => _room.ReleaseSends();

    /// <summary>Sets the status of all handles of the room that are not left.</summary>
    /// <param name="state">The state. When it is <see cref="RoomState.Failed"/>, readers end with the error.</param>
    /// <param name="error">What led to it; <see langword="null"/> for <see cref="RoomState.Joined"/>, needed for all others.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="state"/> is <see cref="RoomState.Closed"/>, which leaving does, or does not go with <paramref name="error"/>.
    /// </exception>
    public void SetStatus(RoomState state, MessagingException? error = null)
    {
        if (state == RoomState.Closed || (state == RoomState.Joined) != (error is null))
        {
            throw new ArgumentException("A room that is joined has no error, one that is interrupted or has failed has one, and leaving closes it.", nameof(state));
        }

        _room.SetStatus(new RoomStatus(state, _room.User.Now, error));
    }

    /// <summary>Sets what the principal may do. The room itself refuses nothing.</summary>
    /// <param name="capabilities">What.</param>
    public void SetCapabilities(RoomCapabilities capabilities)
    {
        ArgumentNullException.ThrowIfNull(capabilities);
        _room.SetCapabilities(capabilities);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<RoomStatus> WatchStatusAsync(CancellationToken cancellationToken = default) =>
        _status.WatchAsync(showsLast: true, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<RoomCapabilities> WatchCapabilitiesAsync(CancellationToken cancellationToken = default) =>
        _capabilities.WatchAsync(showsLast: false, cancellationToken);

    /// <inheritdoc/>
    public Task<SendReceipt> SendAsync(string text, SendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ThrowIfLeft();
        return _room.Send(_room.User.Create(text, options), _outbox, options?.Id is not null, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<EventMetadata> EditAsync(long sequence, string text, CancellationToken cancellationToken = default)
    {
        ThrowIfLeft();
        ThrowIfLive();
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        _room.User.CheckText(text);
        return _room.ChangeAsync(principal => _room.Edit(principal, sequence, text).Edit!, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<EventMetadata> RemoveAsync(long sequence, CancellationToken cancellationToken = default)
    {
        ThrowIfLeft();
        ThrowIfLive();
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        return _room.ChangeAsync(principal => _room.Remove(principal, sequence), cancellationToken);
    }

    /// <inheritdoc/>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "See the interface.")]
    public IAsyncEnumerable<RoomEvent> ReadAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(ReadFrom.Latest(Kind == RoomKind.Live ? 1 : 100), cancellationToken);

    /// <inheritdoc/>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "See the interface.")]
    public IAsyncEnumerable<RoomEvent> ReadAsync(ReadFrom from, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(from);
        ThrowIfLeft();
        return Kind == RoomKind.Live && from.Count is null
            ? throw new NotSupportedException($"A live room holds the latest message only: it cannot be read {from}.")
            : ReadCoreAsync(from, cancellationToken);
    }

    /// <inheritdoc/>
    public Task LeaveAsync(CancellationToken cancellationToken = default)
    {
        lock (_room.Lock)
        {
            Close(error: null);
        }

        return cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Leaves the room. Idempotent, and does not throw.</summary>
    /// <returns>A task that has completed.</returns>
    public ValueTask DisposeAsync() => new(LeaveAsync(CancellationToken.None));

    /// <summary>The handle is left, or its client closed. Called under the room's lock.</summary>
    internal void Close(MessagingException? error)
    {
        if (_isLeft)
        {
            return;
        }

        _isLeft = true;
        _closedBy = error;
        _room.TakeBack(_outbox, error is null ? "the room was left before it could be sent" : "the client was closed before it could be sent");
        _outbox.Close();
        _status.Close(new RoomStatus(RoomState.Closed, _room.User.Now, error));
        _capabilities.Close(_capabilities.Value);
        _readers.End(_room.Timeline, error);
        _room.Leave(this);
    }

    /// <summary>Called under the room's lock.</summary>
    internal void OnStatus(RoomStatus status)
    {
        _status.Set(status);
        if (status.State == RoomState.Failed)
        {
            _readers.End(_room.Timeline, status.Error);
            _readers = new FakeReaders();
        }
    }

    internal void OnCapabilities(RoomCapabilities capabilities) => _capabilities.Set(capabilities);

    private async IAsyncEnumerable<RoomEvent> ReadCoreAsync(ReadFrom from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        IReadOnlyList<RoomEvent> present;
        FakeReaders readers;
        int next;
        lock (_room.Lock)
        {
            present = _room.Timeline.Read(from);
            next = _room.Timeline.Length;
            readers = _readers;
        }

        foreach (RoomEvent held in present)
        {
            yield return held;
            cancellationToken.ThrowIfCancellationRequested();
        }

        yield return new CaughtUp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            RoomEvent? happening = null;
            Task grown;
            lock (_room.Lock)
            {
                grown = _room.Timeline.Grown;
                if (next < (readers.EndsAt ?? _room.Timeline.Length))
                {
                    happening = _room.Timeline[next++];
                }
                else if (readers.EndsAt is not null)
                {
                    break;
                }
            }

            if (happening is not null)
            {
                yield return happening;
            }
            else
            {
                await grown.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        if (readers.Error is { } error)
        {
            throw error;
        }
    }

    private void ThrowIfLive()
    {
        if (Kind == RoomKind.Live)
        {
            throw new NotSupportedException("A live room holds the latest message only: it has no history, and what was sent cannot be changed.");
        }
    }

    private void ThrowIfLeft()
    {
        lock (_room.Lock)
        {
            if (_closedBy is { } why)
            {
                throw why;
            }

            ObjectDisposedException.ThrowIf(_isLeft, typeof(IChatRoom));
        }
    }
}
