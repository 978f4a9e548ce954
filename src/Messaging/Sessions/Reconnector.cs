using Messaging.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Messaging.Sessions;

/// <summary>Opens sessions, the first as well as one in the place of one that was lost, as long as the options say.</summary>
internal sealed class Reconnector(
    TimeLimitedSessionFactory factory,
    ISessionTenant tenant,
    ConnectionStatusBoard status,
    MessagingOptions options,
    TimeProvider time,
    Func<double> random,
    ILogger logger)
{
    private readonly RetryLoop _loop = new(time, random);

    /// <summary>Opens the first session, within the time for that.</summary>
    /// <exception cref="MessagingException">The time is over, or the server refused the credentials.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<ITopicSession> ConnectAsync(CancellationToken cancellationToken)
    {
        TimeSpan limit = options.InitialConnectTimeout ?? TimeSpan.Zero;
        return limit == TimeSpan.Zero
            ? factory.OpenAsync(cancellationToken)
            : _loop.RunAsync(
                (_, token) => factory.OpenAsync(token),
                new RetryPlan
                {
                    Limit = limit,
                    Failed = (attempt, failure) =>
                    {
                        status.TryExplain(ConnectionState.Connecting, failure, nextRetryAt: null);
                        logger.ConnectAttemptFailed(attempt, options.Url!, failure.Code, failure.Message);
                    },
                    Next = at => status.TryExplain(ConnectionState.Connecting, error: null, at),
                    GiveUp = NotConnectedInTime,
                },
                cancellationToken);
    }

    /// <summary>Tries until there is a session with everything that was joined on it.</summary>
    /// <param name="loss">Why the former session ended.</param>
    /// <param name="limit">How long to try.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MessagingException">The time is over, or the server refused the credentials.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<ITopicSession> ReconnectAsync(MessagingException loss, TimeSpan limit, CancellationToken cancellationToken) =>
        _loop.RunAsync(
            async (attempt, token) =>
            {
                ITopicSession session = await OpenAndMoveAsync(token).ConfigureAwait(false);
                logger.Reconnected(options.Url!, attempt, session.Id);
                return session;
            },
            new RetryPlan
            {
                Limit = limit,
                Cause = loss,
                Failed = (attempt, failure) =>
                {
                    status.TryExplain(ConnectionState.Reconnecting, failure, nextRetryAt: null);
                    logger.ReconnectAttemptFailed(attempt, options.Url!, failure.Code, failure.Message);
                },
                Next = at => status.TryExplain(ConnectionState.Reconnecting, error: null, at),
                GiveUp = latest => NotRestoredInTime(latest!),
            },
            cancellationToken);

    private async Task<ITopicSession> OpenAndMoveAsync(CancellationToken cancellationToken)
    {
        ITopicSession session = await factory.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await tenant.MoveToAsync(session, cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private MessagingException NotConnectedInTime(MessagingException? latest) => new(
        latest?.Code ?? MessagingErrorCode.Timeout,
        $"No session could be opened at {options.Url} within {options.InitialConnectTimeout} "
        + $"({nameof(MessagingOptions)}.{nameof(MessagingOptions.InitialConnectTimeout)}). "
        + (latest is null ? "The server did not answer the first attempt." : $"The latest failure: {latest.Message}"),
        isTransient: true,
        latest);

    private MessagingException NotRestoredInTime(MessagingException latest) => new(
        MessagingErrorCode.ConnectionLost,
        $"The connection to {options.Url} was lost and could not be restored within {options.ReconnectTimeout}. "
        + $"Create a new client when the server is back. The latest failure: {latest.Message}",
        innerException: latest);
}
