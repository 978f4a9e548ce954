using System.Diagnostics.CodeAnalysis;
using Messaging.LocalServer;

namespace Messaging.Testing;

/// <summary>
/// A chat server for one test or one class of tests: in this process, on a port of its own, with a <see cref="Network"/> in front of it that
/// does harm when it is told to. Thread-safe.
/// </summary>
/// <remarks>
/// <para>It is a <see cref="LocalDiffusionServer"/>, and its clients are real: what passes between them are the bytes of production. It starts
/// in a moment, and many can run side by side.</para>
/// <para>Disposing disposes the clients that it made, then the server, and leaves nothing behind.</para>
/// </remarks>
/// <example>
/// <code>
/// await using ChatTestServer server = await ChatTestServer.StartAsync();
/// MessagingClient ann = server.CreateClient(o => o.DisplayName = "Ann");
/// IChatRoom room = await ann.JoinAsync("lobby");
/// </code>
/// </example>
[SuppressMessage("Design", "CA1001", Justification = "It is disposed asynchronously, and a semaphore nobody takes a handle of holds nothing.")]
public sealed class ChatTestServer : IAsyncDisposable
{
    // Real time, whatever clock the test has: a frozen one must not freeze the end of the test.
    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _lock = new();
    private readonly ChatTestServerOptions _options;
    private readonly DirectoryInfo? _data;
    private readonly List<MessagingClient> _clients = [];
    private LocalDiffusionServer _server;
    private bool _isDisposed;

    private ChatTestServer(ChatTestServerOptions options, LocalDiffusionServer server, DirectoryInfo? data)
    {
        _options = options;
        _server = server;
        _data = data;
        Network = FaultProxy.Start(server.Url, options.TimeProvider);
    }

    /// <summary>Where clients connect to. It stays the same when the server is restarted.</summary>
    public Uri Url => Network.Url;

    /// <summary>What stands between the clients and the server: cuts, refuses, delays, stalls.</summary>
    public FaultProxy Network { get; }

    /// <summary>The server itself, the latest one after a restart. Its own address leads past <see cref="Network"/>.</summary>
    public LocalDiffusionServer Server => Volatile.Read(ref _server);

    /// <summary>Starts a server on a free port. It listens when the task completes.</summary>
    /// <param name="options">How; <see langword="null"/> for the defaults, which let everybody in.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The running server.</returns>
    /// <exception cref="ArgumentException">An option of the server is out of its range; the message names it.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<ChatTestServer> StartAsync(ChatTestServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ChatTestServerOptions copy = (options ?? new ChatTestServerOptions()).Copy();
        DirectoryInfo? data = copy.KeepData ? Directory.CreateTempSubdirectory("messaging-test-") : null;
        try
        {
            return new ChatTestServer(copy, await StartServerAsync(copy, data, cancellationToken).ConfigureAwait(false), data);
        }
        catch
        {
            data?.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Makes a client without an account. It connects when it is first asked to, and is disposed with the server at the latest.</summary>
    /// <param name="configure">Changes its options, the display name for example.</param>
    /// <returns>The client.</returns>
    /// <exception cref="ObjectDisposedException">The server was disposed.</exception>
    public MessagingClient CreateClient(Action<MessagingOptions>? configure = null)
    {
        var options = new MessagingOptions { Url = Url };
        _options.ConfigureClients?.Invoke(options);
        configure?.Invoke(options);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            MessagingClient client = MessagingClient.Create(options, _options.LoggerFactory, _options.TimeProvider);
            _clients.Add(client);
            return client;
        }
    }

    /// <summary>Makes a client that signs in with an account. See <see cref="CreateClient(Action{MessagingOptions}?)"/>.</summary>
    /// <param name="account">One of <see cref="ChatTestServerOptions.Accounts"/>, by its name.</param>
    /// <param name="configure">Changes its options.</param>
    /// <returns>The client.</returns>
    /// <exception cref="ArgumentException">There is no such account among those that the server was started with.</exception>
    /// <exception cref="ObjectDisposedException">The server was disposed.</exception>
    public MessagingClient CreateClientFor(string account, Action<MessagingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(account);
        LocalPrincipal principal = _options.Accounts.FirstOrDefault(known => known.Name == account)
            ?? throw new ArgumentException(
                $"There is no account '{account}'; there are: {string.Join(", ", _options.Accounts.Select(known => known.Name))}. "
                + $"Add it to {nameof(ChatTestServerOptions)}.{nameof(ChatTestServerOptions.Accounts)}, or set principal and password yourself.",
                nameof(account));
        return CreateClient(options =>
        {
            options.Principal = principal.Name;
            options.Password = principal.Password;
            configure?.Invoke(options);
        });
    }

    /// <summary>Stops the server in good order: its sessions are told, and connections are refused from then on. Does nothing if it is stopped.</summary>
    /// <param name="cancellationToken">Does not wait for connections to close, but cuts them.</param>
    /// <returns>A task that completes when nothing of it is left.</returns>
    /// <exception cref="ObjectDisposedException">The server was disposed.</exception>
    public Task StopAsync(CancellationToken cancellationToken = default) => TakeTurnAsync(
        async () =>
        {
            Network.Refuse();
            await _server.StopAsync(cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Stops the server, if that has not been done, and starts it again at the same <see cref="Url"/>.</summary>
    /// <param name="cancellationToken">Gives up, and leaves the server stopped.</param>
    /// <returns>A task that completes when clients are let in again.</returns>
    /// <remarks>
    /// The server is a new one and knows no session any more, so clients open new ones by themselves. Rooms and accounts are there if
    /// <see cref="ChatTestServerOptions.KeepData"/> says so; otherwise joined rooms are created anew by their clients.
    /// </remarks>
    /// <exception cref="ObjectDisposedException">The server was disposed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task RestartAsync(CancellationToken cancellationToken = default) => TakeTurnAsync(
        async () =>
        {
            Network.Refuse();
            await _server.StopAsync(cancellationToken).ConfigureAwait(false);
            LocalDiffusionServer next = await StartServerAsync(_options, _data, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _server, next);
            Network.Server = next.Url;
            Network.Accept();
        },
        cancellationToken);

    /// <summary>Disposes the clients that it made, then the server and the network. Idempotent.</summary>
    /// <returns>A task that completes when nothing is left.</returns>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
        }

        await _turn.WaitAsync().ConfigureAwait(false);

        // Clients say goodbye, unless nobody can hear it.
        Network.ToServer.Resume();
        Network.ToClients.Resume();
        Task goodbye = Task.WhenAll(_clients.Select(client => client.DisposeAsync().AsTask()));
        await Task.WhenAny(goodbye, Task.Delay(GoodbyeTimeout, TimeProvider.System)).ConfigureAwait(false);
        await Network.DisposeAsync().ConfigureAwait(false);
        await goodbye.ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        _data?.Delete(recursive: true);
    }

    private static Task<LocalDiffusionServer> StartServerAsync(ChatTestServerOptions options, DirectoryInfo? data, CancellationToken cancellationToken)
    {
        LocalServerOptions server = new()
        {
            Port = 0,
            Principals = options.Accounts,
            SecurityScript = LocalServerOptions.DevelopmentSecurityScript,
            PasswordIterations = 1_000,
            DataDirectory = data?.FullName,
            TimeProvider = options.TimeProvider,
            LoggerFactory = options.LoggerFactory,
        };
        options.ConfigureServer?.Invoke(server);
        return LocalDiffusionServer.StartAsync(server, cancellationToken);
    }

    private async Task TakeTurnAsync(Func<Task> action, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed), this);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed), this);
            await action().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}
