using System.Diagnostics.CodeAnalysis;

namespace Messaging.Sessions;

/// <summary>
/// Who a client is now, and how it becomes somebody else. The live session and this always agree in the end: what was sent is
/// never given up, whoever waits for it.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is not used holds nothing.")]
internal sealed class CurrentUser(MessagingOptions options, TimeProvider time)
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CallTimeLimit _limit = new(options.RequestTimeout, time);
    private volatile User _user = User.Of(options);
    private readonly Lock _beginning = new();
    private volatile User? _next;

    public User Value => _user;

    /// <summary>Who it may be by now, as far as the server is concerned: it was asked, and has not answered. Ask before <see cref="Value"/>.</summary>
    public User? Next => _next;

    /// <summary>Asks a user's provider for the password, within the time that connecting may take.</summary>
    public async Task<SessionCredentials> GetCredentialsAsync(User user, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await user.GetCredentialsAsync(options, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw user.TookTooLong(options.ConnectTimeout);
        }
    }

    /// <summary>Makes another user of the session that there is when it is this change's turn.</summary>
    /// <param name="next">The user.</param>
    /// <param name="credentials">The user's.</param>
    /// <param name="session">Gives the session, or says why there is none.</param>
    /// <param name="changed">Is told of the session when it has the user, before the next change.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns><see langword="false"/>: refused, and nothing has changed.</returns>
    public Task<bool> ChangeAsync(
        User next,
        SessionCredentials credentials,
        Func<ITopicSession> session,
        Action<ITopicSession> changed,
        CancellationToken cancellationToken) =>
        _limit.LimitAsync(
            $"changing the user to '{next}'; whether it was changed is unknown, and the client's principal will say",
            async token =>
            {
                await _turn.WaitAsync(token).ConfigureAwait(false);
                return await ChangeInTurnAsync(next, credentials, session, changed).ConfigureAwait(false);
            },
            cancellationToken);

    /// <summary>Puts something on the wire for the user that there is: before any change, which the server would be asked for behind it.</summary>
    /// <returns><see langword="false"/>: a change is under way, and nothing was done.</returns>
    public bool TryBeforeChange(Action what)
    {
        lock (_beginning)
        {
            if (_next is not null)
            {
                return false;
            }

            what();
            return true;
        }
    }

    /// <summary>Completes when no change is under way any more. Those on a session that has ended are over at once.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        _turn.Release();
    }

    private async Task<bool> ChangeInTurnAsync(
        User next, SessionCredentials credentials, Func<ITopicSession> session, Action<ITopicSession> changed)
    {
        try
        {
            ITopicSession live = session();
            lock (_beginning)
            {
                _next = next;
            }

            bool accepted = await ReauthenticateAsync(live, credentials).ConfigureAwait(false);
            if (accepted)
            {
                _user = next;
                changed(live);
            }

            return accepted;
        }
        finally
        {
            _next = null;
            _turn.Release();
        }
    }

    /// <summary>
    /// A session that has lost the answer may be either user from now on. It is given up: the next one is certain to be the former
    /// user's.
    /// </summary>
    private static async Task<bool> ReauthenticateAsync(ITopicSession session, SessionCredentials credentials)
    {
        try
        {
            return await session.Security.ReauthenticateAsync(credentials.Principal!, credentials.Password!).ConfigureAwait(false);
        }
        catch (MessagingException loss) when (loss.Code == MessagingErrorCode.ConnectionLost && !session.Ended.IsCompleted)
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
