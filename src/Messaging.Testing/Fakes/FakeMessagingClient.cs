using System.Diagnostics.CodeAnalysis;

namespace Messaging.Testing;

/// <summary>
/// A client without a server, for tests of what uses an <see cref="IMessagingClient"/>. Its rooms are <see cref="FakeChatRoom"/>s: by
/// <see cref="Room"/> the test gets hold of one, before or after the application has joined it. Thread-safe.
/// </summary>
/// <remarks>
/// Connecting succeeds at once, and the connection lasts, unless the test says otherwise by <see cref="FailNextConnect"/>,
/// <see cref="FailNextJoin"/> and <see cref="SetStatus"/>. Setting the status does not change rooms: these have a status of their own.
/// </remarks>
/// <example>
/// <code>
/// var client = new FakeMessagingClient(new MessagingOptions { Principal = "ben" });
/// FakeChatRoom lobby = client.Room("lobby", RoomKind.History);  // before or after the app joins it
/// IChatRoom room = await client.JoinAsync("lobby", new RoomOptions { Kind = RoomKind.History });
/// </code>
/// </example>
public sealed class FakeMessagingClient : IMessagingClient
{
    private const string FakeSessionId = "0000000000000001-0000000000000001";

    private readonly Lock _lock = new();
    private readonly FakeUser _user;
    private readonly Watched<ConnectionStatus> _status;
    private readonly Dictionary<string, FakeRoom> _rooms = [];
    private readonly Queue<MessagingException> _connectErrors = [];
    private readonly Queue<MessagingException> _joinErrors = [];
    private readonly Queue<MessagingException> _userErrors = [];
    private readonly List<FakeChatRoom> _joined = [];
    private IAccounts? _accounts;
    private bool _isDisposed;

    /// <summary>Makes a client that is not connected.</summary>
    /// <param name="options">Principal, display name, topic prefix and limits count; nothing else means anything here.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system's.</param>
    public FakeMessagingClient(MessagingOptions? options = null, TimeProvider? timeProvider = null)
    {
        _user = new FakeUser(options ?? new MessagingOptions(), timeProvider ?? TimeProvider.System);
        _status = new Watched<ConnectionStatus>(new ConnectionStatus(ConnectionState.Disconnected, _user.Now));
    }

    /// <inheritdoc/>
    public ConnectionStatus Status => _status.Value;

    /// <inheritdoc/>
    public string? SessionId => Status.State is ConnectionState.Connected or ConnectionState.Reconnecting ? FakeSessionId : null;

    /// <inheritdoc/>
    public string? Principal => _user.Principal;

    /// <summary>The accounts. There is no fake of them: a test that needs some sets its own.</summary>
    /// <exception cref="NotSupportedException">The test has set none.</exception>
    public IAccounts Accounts
    {
        get => Volatile.Read(ref _accounts)
            ?? throw new NotSupportedException($"Set {nameof(FakeMessagingClient)}.{nameof(Accounts)}, or use a {nameof(ChatTestServer)}, which has real ones.");
        set => Volatile.Write(ref _accounts, value);
    }

    /// <summary>The handles that were joined and are not left: what the application has open.</summary>
    public IReadOnlyList<FakeChatRoom> JoinedRooms
    {
        get
        {
            lock (_lock)
            {
                _joined.RemoveAll(room => room.IsLeft);
                return [.. _joined];
            }
        }
    }

    /// <summary>A room, for the test to script. It is made if it is not there, as joining it would.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">Whether it remembers.</param>
    /// <returns>A handle of the test's own, which is not among <see cref="JoinedRooms"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no legal room name, the text says why.</exception>
    /// <exception cref="InvalidOperationException">It is there, and of the other kind.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public FakeChatRoom Room(string name, RoomKind kind = RoomKind.Live)
    {
        FakeRoom room = Find(name, kind);
        return room.Kind == kind ? new FakeChatRoom(room) : throw new InvalidOperationException($"The room '{name}' is there, and of the kind {room.Kind}.");
    }

    /// <summary>Lets the next attempt to connect fail. Several calls count for several, in order.</summary>
    /// <param name="error">What the caller gets.</param>
    public void FailNextConnect(MessagingException error) => Enqueue(_connectErrors, error);

    /// <summary>Lets the next <see cref="JoinAsync"/> fail. Several calls count for several, in order.</summary>
    /// <param name="error">What the caller gets.</param>
    public void FailNextJoin(MessagingException error) => Enqueue(_joinErrors, error);

    /// <summary>Lets the next change of the user fail. Several calls count for several, in order.</summary>
    /// <param name="error">What the caller gets.</param>
    public void FailNextChangeUser(MessagingException error) => Enqueue(_userErrors, error);

    /// <summary>Sets the status.</summary>
    /// <param name="state">
    /// The state. <see cref="ConnectionState.Closed"/> is final: it closes the rooms, whose readers end with the error. Disposing closes
    /// without one.
    /// </param>
    /// <param name="error">What led to it; needed for <see cref="ConnectionState.Reconnecting"/> and <see cref="ConnectionState.Closed"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is missing.</exception>
    public void SetStatus(ConnectionState state, MessagingException? error = null)
    {
        if (state is ConnectionState.Reconnecting or ConnectionState.Closed)
        {
            ArgumentNullException.ThrowIfNull(error);
        }

        ConnectionStatus status = new(state, _user.Now, error);
        if (state == ConnectionState.Closed)
        {
            Close(status);
        }
        else
        {
            _status.Set(status);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ConnectionStatus> WatchStatusAsync(CancellationToken cancellationToken = default) =>
        _status.WatchAsync(showsLast: true, cancellationToken);

    /// <inheritdoc/>
    public Task ConnectAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            ThrowIfDisposed();
            return cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken)
                : TryConnect() is { } error ? Task.FromException(error)
                : Task.CompletedTask;
        }
    }

    /// <inheritdoc/>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "See the interface.")]
    public Task ChangeUserAsync(string principal, string password, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(password);
        return ChangeUserAsync(principal, _ => ValueTask.FromResult(password), cancellationToken);
    }

    /// <inheritdoc/>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "See the interface.")]
    public async Task ChangeUserAsync(
        string principal, Func<CancellationToken, ValueTask<string>> passwordProvider, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(principal);
        ArgumentNullException.ThrowIfNull(passwordProvider);
        await ConnectAsync(cancellationToken).ConfigureAwait(false);
        _ = await passwordProvider(cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            if (_userErrors.TryDequeue(out MessagingException? error))
            {
                throw error;
            }

            _user.Principal = principal;
        }
    }

    /// <inheritdoc/>
    public Task<IChatRoom> JoinAsync(string room, RoomOptions? options = null, CancellationToken cancellationToken = default)
    {
        RoomKind kind = (options ?? new RoomOptions()).Kind;
        if (!RoomName.IsValid(room, out string? problem))
        {
            throw new ArgumentException(problem, nameof(room));
        }

        lock (_lock)
        {
            ThrowIfDisposed();
            if (cancellationToken.IsCancellationRequested)
            {
                return Task.FromCanceled<IChatRoom>(cancellationToken);
            }

            FakeRoom? joined = null;
            MessagingException? error = TryConnect();
            if (error is null && !_joinErrors.TryDequeue(out error))
            {
                joined = Find(room, kind);
                error = joined.Kind == kind ? null : FakeErrors.KindMismatch(joined.Path, joined.Kind);
            }

            if (error is not null)
            {
                return Task.FromException<IChatRoom>(error);
            }

            FakeChatRoom handle = new(joined!);
            _joined.Add(handle);
            return Task.FromResult<IChatRoom>(handle);
        }
    }

    /// <summary>Leaves every room and closes the client. Idempotent, and does not throw.</summary>
    /// <returns>A task that has completed.</returns>
    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _isDisposed = true;
        }

        Close(new ConnectionStatus(ConnectionState.Closed, _user.Now));
        return ValueTask.CompletedTask;
    }

    private void Enqueue(Queue<MessagingException> errors, MessagingException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        lock (_lock)
        {
            errors.Enqueue(error);
        }
    }

    private FakeRoom Find(string name, RoomKind kind)
    {
        if (!RoomName.IsValid(name, out string? problem))
        {
            throw new ArgumentException(problem, nameof(name));
        }

        lock (_lock)
        {
            ThrowIfDisposed();
            if (!_rooms.TryGetValue(name, out FakeRoom? room))
            {
                _rooms[name] = room = new FakeRoom(name, kind, _user);
            }

            return room;
        }
    }

    /// <returns>Why not; <see langword="null"/> when it is connected.</returns>
    private MessagingException? TryConnect()
    {
        switch (Status)
        {
            case { State: ConnectionState.Connected }:
                return null;
            case { State: ConnectionState.Closed, Error: { } why }:
                return why;
        }

        _status.Set(new ConnectionStatus(ConnectionState.Connecting, _user.Now));
        bool fails = _connectErrors.TryDequeue(out MessagingException? error);
        _status.Set(new ConnectionStatus(fails ? ConnectionState.Disconnected : ConnectionState.Connected, _user.Now, error));
        return error;
    }

    private void Close(ConnectionStatus last)
    {
        FakeRoom[] rooms;
        lock (_lock)
        {
            rooms = [.. _rooms.Values];
            _status.Close(last);
        }

        foreach (FakeRoom room in rooms)
        {
            room.Close(last.Error);
        }
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_isDisposed, typeof(IMessagingClient));
}
