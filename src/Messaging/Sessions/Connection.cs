using Messaging.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Messaging.Sessions;

/// <summary>
/// Keeps one session open: opens the first on demand, follows how its link breaks and comes back, replaces a session that has
/// ended, and gives up when the options say so.
/// </summary>
internal sealed class Connection : IAsyncDisposable
{
    private readonly CurrentUser _user;
    private readonly MessagingOptions _options;
    private readonly ISessionTenant _tenant;
    private readonly TimeProvider _time;
    private readonly Outage _outage;
    private readonly ClientTelemetry _telemetry;
    private readonly ILogger _logger;
    private readonly Reconnector _reconnector;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _lifetime = new();
    private readonly OneTimeAction _disposal;
    private ITopicSession? _session;
    private SharedAttempt? _attempt;
    private Task _keeping = Task.CompletedTask;
    private Task _later = Task.CompletedTask;
    private bool _disposed;

    public Connection(
        ITopicSessionFactory factory,
        ISessionTenant tenant,
        MessagingOptions options,
        ClientTelemetry telemetry,
        TimeProvider time,
        Func<double> random,
        ILogger logger)
    {
        _user = new CurrentUser(options, time);
        _tenant = tenant;
        _options = options;
        _time = time;
        _logger = logger;
        _disposal = new OneTimeAction(DisposeCoreAsync);
        Status = new ConnectionStatusBoard(time);
        _outage = new Outage(Status, tenant, options, time);
        var limited = new TimeLimitedSessionFactory(factory, _user, options, time);
        _telemetry = telemetry;
        _reconnector = new Reconnector(limited, tenant, Status, options, time, random, logger);
    }

    public ConnectionStatusBoard Status { get; }

    /// <summary>Who sessions are opened for now.</summary>
    public User User => _user.Value;

    /// <summary>Who is to become the user; <see langword="null"/> when no change is under way. Ask before <see cref="User"/>.</summary>
    public User? NextUser => _user.Next;

    /// <summary>See <see cref="CurrentUser.TryBeforeChange"/>.</summary>
    public bool TryBeforeUserChange(Action what) => _user.TryBeforeChange(what);

    /// <summary>Completes when no change of the user is under way.</summary>
    public Task WhenUserSettledAsync(CancellationToken cancellationToken) =>
        NextUser is null ? Task.CompletedTask : _user.SettleAsync(cancellationToken);

    public string? SessionId
    {
        get
        {
            lock (_lock)
            {
                return _session?.Id;
            }
        }
    }

    /// <summary>The session to work with now.</summary>
    /// <exception cref="MessagingException">There is none, the exception says why.</exception>
    /// <exception cref="ObjectDisposedException">The connection was disposed.</exception>
    public ITopicSession Session
    {
        get
        {
            lock (_lock)
            {
                return LiveSession ?? throw WhyNotConnected();
            }
        }
    }

    /// <summary>The session, unless its link is down. To be asked under the lock.</summary>
    private ITopicSession? LiveSession => Status.Current.State == ConnectionState.Connected ? _session : null;

    /// <summary>Completes when there is a session. See <see cref="IMessagingClient.ConnectAsync"/>.</summary>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (BeginStep(cancellationToken) is { } step)
        {
            try
            {
                await step.ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // The others gave the attempt up while this caller joined it, or the connection is being disposed.
            }
        }
    }

    /// <summary>
    /// The session to work with, as soon as there is one: connects first when there is none, and waits while its link is down.
    /// That is the given session again when it has come back, and another one when that has ended.
    /// </summary>
    /// <param name="former">The session that the caller had, whose end it may know of before this does.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ITopicSession> GetSessionAsync(ITopicSession? former, CancellationToken cancellationToken)
    {
        while (true)
        {
            await ConnectAsync(cancellationToken).ConfigureAwait(false);

            // Before looking: a link that breaks and comes back between the look and the wait has changed the status, too.
            Task changed = Status.Changed;
            ITopicSession? session;
            lock (_lock)
            {
                session = LiveSession;
            }

            if (session is not null && (session != former || !session.Ended.IsCompleted))
            {
                return session;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes another user of the session. See <see cref="IMessagingClient.ChangeUserAsync(string, string, CancellationToken)"/>.</summary>
    public async Task ChangeUserAsync(User next, CancellationToken cancellationToken)
    {
        await ConnectAsync(cancellationToken).ConfigureAwait(false);
        SessionCredentials credentials = await _user.GetCredentialsAsync(next, cancellationToken).ConfigureAwait(false);
        if (!await _user.ChangeAsync(next, credentials, () => Session, OnUserChanged, cancellationToken).ConfigureAwait(false))
        {
            _logger.UserChangeRefused(next.ToString(), SessionId ?? "(none)");
            throw new MessagingException(
                MessagingErrorCode.NotAuthenticated,
                $"The server at {_options.Url} refused the principal '{next}'. The client goes on as {User}. Check the principal "
                + "and the password.");
        }
    }

    public void ThrowIfDisposed()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(IMessagingClient));
        }
    }

    public ValueTask DisposeAsync() => new(_disposal.RunAsync());

    /// <summary>What to wait for before looking again; <see langword="null"/> when there is a session.</summary>
    private Task? BeginStep(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            switch (Status.Current.State)
            {
                case ConnectionState.Connected:
                    return null;
                case ConnectionState.Closed:
                    throw WhyNotConnected();
                case ConnectionState.Disconnected:
                    Status.TryMove(ConnectionState.Connecting);
                    _attempt = new SharedAttempt(ConnectFirstAsync, _lifetime.Token);
                    return _attempt.WaitAsync(cancellationToken);
                case ConnectionState.Connecting:
                    return _attempt!.WaitAsync(cancellationToken);
                default:
                    return Status.WhenNotAsync(ConnectionState.Reconnecting, cancellationToken);
            }
        }
    }

    private async Task ConnectFirstAsync(CancellationToken cancellationToken)
    {
        _logger.Connecting(_options.Url!, User.Principal is null ? "anonymous" : User.ToString());
        try
        {
            ITopicSession session = await _reconnector.ConnectAsync(cancellationToken).ConfigureAwait(false);
            if (await TryAdoptAsync(session).ConfigureAwait(false))
            {
                _logger.Connected(_options.Url!, session.Id);
                _keeping = KeepAsync(session);
            }
        }
        catch (MessagingException failure)
        {
            _logger.ConnectFailed(_options.Url!, failure.Code, failure.Message);
            Status.TryMove(ConnectionState.Disconnected, failure);
            throw;
        }
        catch (OperationCanceledException)
        {
            Status.TryMove(ConnectionState.Disconnected);
            throw;
        }
    }

    private async Task<bool> TryAdoptAsync(ITopicSession session)
    {
        bool isAdopted;
        lock (_lock)
        {
            isAdopted = Status.TryMove(ConnectionState.Connected, first: () =>
            {
                _session = session;
                _tenant.OnRestored();
            });
        }

        if (isAdopted)
        {
            // Outside the lock, which is taken inside that of the link. What happened to it so far is told first.
            session.Link.Watch(link => OnLinkChanged(session, link));
        }
        else
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }

        return isAdopted;
    }

    /// <summary>Comes on the session's thread, in order.</summary>
    private void OnLinkChanged(ITopicSession session, LinkStatus link)
    {
        lock (_lock)
        {
            if (_session != session)
            {
                return;
            }

            if (!link.IsUp)
            {
                OnLinkDown(session, link);
            }
            else if (Status.TryMove(ConnectionState.Connected, first: _tenant.OnRestored))
            {
                Later(() =>
                {
                    _logger.SessionResumed(session.Id);
                    _telemetry.NoteReconnect(isResumed: true);
                    _tenant.OnResumed();
                });
            }
        }
    }

    private void OnLinkDown(ITopicSession session, LinkStatus link)
    {
        if (_outage.TryBegin(link.Cause!))
        {
            Later(() => _logger.LinkLost(session.Id, link.Cause!.Message));
        }

        Status.TryExplain(ConnectionState.Reconnecting, error: null, link.NextRetryAt);
    }

    /// <summary>Runs as long as there is a session or one to come.</summary>
    private async Task KeepAsync(ITopicSession first)
    {
        for (ITopicSession? session = first; session is not null;)
        {
            MessagingException loss = await session.Ended.ConfigureAwait(false);
            session = await ReplaceAsync(session, loss).ConfigureAwait(false);
        }
    }

    private async Task<ITopicSession?> ReplaceAsync(ITopicSession session, MessagingException loss)
    {
        bool reconnects = _options.ReconnectTimeout != TimeSpan.Zero;
        lock (_lock)
        {
            _session = null;
            if (reconnects && !_outage.TryGoOn(loss))
            {
                return null;
            }
        }

        try
        {
            await session.DisposeAsync().ConfigureAwait(false);
            if (!reconnects)
            {
                GiveUp(new MessagingException(
                    MessagingErrorCode.ConnectionLost,
                    $"{loss.Message} Reconnecting is switched off "
                    + $"({nameof(MessagingOptions)}.{nameof(MessagingOptions.ReconnectTimeout)}): create a new client.",
                    innerException: loss));
                return null;
            }

            _logger.SessionLost(session.Id, loss.Message);
            await _user.SettleAsync(_lifetime.Token).ConfigureAwait(false);
            ITopicSession next = await _reconnector.ReconnectAsync(loss, _outage.RemainingTime, _lifetime.Token).ConfigureAwait(false);
            if (!await TryAdoptAsync(next).ConfigureAwait(false))
            {
                return null;
            }

            _telemetry.NoteReconnect(isResumed: false);
            return next;
        }
        catch (MessagingException failure)
        {
            GiveUp(failure);
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private void OnUserChanged(ITopicSession session)
    {
        _logger.UserChanged(session.Id, User.ToString());
        _tenant.OnUserChanged();
    }

    private void GiveUp(MessagingException error)
    {
        if (Status.TryMove(ConnectionState.Closed, error))
        {
            if (error.Code == MessagingErrorCode.NotAuthenticated)
            {
                _logger.SignInRefused(_options.Url!, error.Message);
            }
            else
            {
                _logger.ConnectionGivenUp(_options.Url!, error.Code, error.Message);
            }

            _tenant.Close(error);
        }
    }

    private Exception WhyNotConnected()
    {
        ConnectionStatus status = Status.Current;
        return status switch
        {
            _ when _disposed => new ObjectDisposedException(nameof(IMessagingClient)),
            { State: ConnectionState.Closed, Error: { } error } => new MessagingException(
                error.Code, $"The client is closed. {error.Message}", innerException: error),
            _ => new MessagingException(
                MessagingErrorCode.NotConnected,
                $"There is no connection to {_options.Url}: the client is {status.State} since {status.Since:O}. Nothing was "
                + $"sent. Try again when it is {ConnectionState.Connected}.",
                isTransient: true,
                status.Error),
        };
    }

    /// <summary>Does what the session's thread has no time for, one after the other. To be called under the lock.</summary>
    private void Later(Action what) =>
        _later = _later.ContinueWith(_ => what(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    private async Task DisposeCoreAsync()
    {
        ITopicSession? session;
        lock (_lock)
        {
            _disposed = true;
            Status.TryMove(ConnectionState.Closed);
            session = _session;
            _session = null;
        }

        await _lifetime.CancelAsync().ConfigureAwait(false);
        _tenant.Close(null);
        if (session is not null)
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }

        Task ending = Task.WhenAll(_attempt?.Task ?? Task.CompletedTask, _keeping);
        ending.Abandon();
        await ending.WaitAsync(_options.RequestTimeout, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _logger.ClientDisposed(_options.Url!);
    }
}
