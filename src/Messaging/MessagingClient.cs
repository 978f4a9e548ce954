using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Messaging.Accounts;
using Messaging.Diagnostics;
using Messaging.Rooms;
using Messaging.Rooms.Sending;
using Messaging.Sessions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Messaging;

/// <summary>
/// The client: see <see cref="IMessagingClient"/>. <c>AddDiffusionMessaging</c> makes it for apps with dependency
/// injection, <see cref="Create(MessagingOptions, ILoggerFactory?, TimeProvider?)"/> for all others; both give the same.
/// </summary>
[DebuggerDisplay("{Status.State} {_options.Url,nq} as {_connection.User,nq}")]
public sealed class MessagingClient : IMessagingClient
{
    private readonly MessagingOptions _options;
    private readonly ILogger _logger;
    private readonly JoinedRooms _rooms;
    private readonly Connection _connection;
    private readonly OutgoingMessages _outgoing;
    private readonly TimeProvider _time;
    private readonly ClientTelemetry _telemetry;

    internal MessagingClient(
        MessagingOptions options,
        Func<MessagingOptions, ILogger, ITopicSessionFactory> sessions,
        ILoggerFactory? loggerFactory,
        TimeProvider? timeProvider,
        Func<double>? random = null)
    {
        ThrowIfInvalid(options);
        _options = options.Copy();
        _time = timeProvider ?? TimeProvider.System;
        _logger = new OneLineLogger((loggerFactory ?? NullLoggerFactory.Instance).CreateLogger<MessagingClient>());
        var ownIds = new RecentIds();
        _telemetry = new ClientTelemetry(_options.Url!, _time);
        _rooms = new JoinedRooms(ownIds, () => Principal, _options.CapabilityRefreshInterval, _telemetry, _time, _logger);
        _outgoing = new OutgoingMessages(_options, () => Principal, () => _connection!.NextUser?.Principal, ownIds, _time);
        _connection = new Connection(
            sessions(_options, _logger), _rooms, _options, _telemetry, _time, random ?? Random.Shared.NextDouble, _logger);
        Accounts = new AccountAdministration(_connection);
        LiveClients.Add(_telemetry, _rooms);
    }

    /// <inheritdoc/>
    public ConnectionStatus Status => _connection.Status.Current;

    /// <inheritdoc/>
    public string? SessionId => _connection.SessionId;

    /// <inheritdoc/>
    public string? Principal => _connection.User.Principal;

    /// <inheritdoc/>
    public IAccounts Accounts { get; }

    /// <summary>Creates a client. It connects when it is first asked to.</summary>
    /// <param name="options">Where and how to connect. Copied: later changes have no effect.</param>
    /// <param name="loggerFactory">Where to log; <see langword="null"/> logs nothing.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system's.</param>
    /// <exception cref="OptionsValidationException">An option is not what its documentation asks for.</exception>
    public static MessagingClient Create(
        MessagingOptions options, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new MessagingClient(
            options,
            (copy, logger) => new DiffusionSessionFactory(copy, timeProvider ?? TimeProvider.System, Random.Shared.NextDouble, logger),
            loggerFactory,
            timeProvider);
    }

    /// <summary>Creates a client that logs nothing. It connects when it is first asked to.</summary>
    /// <param name="configure">Sets the options.</param>
    /// <exception cref="OptionsValidationException">An option is not what its documentation asks for.</exception>
    public static MessagingClient Create(Action<MessagingOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new MessagingOptions();
        configure(options);
        return Create(options);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ConnectionStatus> WatchStatusAsync(CancellationToken cancellationToken = default) =>
        _connection.Status.WatchAsync(cancellationToken);

    /// <inheritdoc/>
    public Task ConnectAsync(CancellationToken cancellationToken = default) => _connection.ConnectAsync(cancellationToken);

    /// <inheritdoc/>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "See the interface.")]
    public Task ChangeUserAsync(string principal, string password, CancellationToken cancellationToken = default)
    {
        AccountArguments.CheckText(principal, nameof(principal), "An account's name");
        AccountArguments.CheckPassword(password, nameof(password));
        return ChangeUserAsync(new User(principal, _ => ValueTask.FromResult(password)), cancellationToken);
    }

    /// <inheritdoc/>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "See the interface.")]
    public Task ChangeUserAsync(
        string principal, Func<CancellationToken, ValueTask<string>> passwordProvider, CancellationToken cancellationToken = default)
    {
        AccountArguments.CheckText(principal, nameof(principal), "An account's name");
        ArgumentNullException.ThrowIfNull(passwordProvider);
        return ChangeUserAsync(new User(principal, passwordProvider), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IChatRoom> JoinAsync(
        string room, RoomOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (!RoomName.IsValid(room, out string? problem))
        {
            throw new ArgumentException(problem, nameof(room));
        }

        _connection.ThrowIfDisposed();
        return JoinCoreAsync(room, options ?? new RoomOptions(), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        LiveClients.Remove(_telemetry);
        return _connection.DisposeAsync();
    }

    private static void ThrowIfInvalid(MessagingOptions options)
    {
        ValidateOptionsResult result = new MessagingOptionsValidator().Validate(null, options);
        if (result.Failed)
        {
            throw new OptionsValidationException(nameof(MessagingOptions), typeof(MessagingOptions), result.Failures);
        }
    }

    private Task ChangeUserAsync(User next, CancellationToken cancellationToken)
    {
        PasswordTransport.ThrowIfRefused(_options);
        _connection.ThrowIfDisposed();
        return _connection.ChangeUserAsync(next, cancellationToken);
    }

    private async Task<IChatRoom> JoinCoreAsync(string room, RoomOptions options, CancellationToken cancellationToken)
    {
        RoomTopic topic = RoomTopic.For(options, $"{_options.TopicPrefix}/{room}");
        RoomSubscription subscription = await _rooms.JoinAsync(topic, GetSessionAsync, cancellationToken).ConfigureAwait(false);
        return new ChatRoom(room, subscription, _rooms, _connection, _outgoing, options, _time, _logger);
    }

    private async Task<ITopicSession> GetSessionAsync(CancellationToken cancellationToken)
    {
        await _connection.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return _connection.Session;
    }
}
