using Messaging.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Messaging.Sessions;

/// <summary>Puts a new session in the place of one that was lost.</summary>
internal sealed class Reconnector(
    TimeLimitedSessionFactory factory,
    ISessionTenant tenant,
    MessagingOptions options,
    TimeProvider time,
    Func<double> random,
    ILogger logger)
{
    /// <summary>Tries until there is a session with everything that was joined on it.</summary>
    /// <exception cref="MessagingException">The time is over, or the server refused the credentials.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<ITopicSession> ReconnectAsync(MessagingException loss, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.ReconnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var backoff = new ReconnectBackoff(random);
        MessagingException latest = loss;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await Task.Delay(backoff.Next(), time, either.Token).ConfigureAwait(false);
                ITopicSession session = await OpenAndMoveAsync(either.Token).ConfigureAwait(false);
                logger.Reconnected(options.Url!, attempt, session.Id);
                return session;
            }
            catch (MessagingException failure) when (failure.Code != MessagingErrorCode.NotAuthenticated)
            {
                latest = failure;
                logger.ReconnectAttemptFailed(attempt, options.Url!, failure.Code, failure.Message);
            }
            catch (Exception fault) when (fault is not (MessagingException or OperationCanceledException))
            {
                latest = Unforeseen(fault);
                logger.ReconnectAttemptFailed(attempt, options.Url!, latest.Code, latest.Message);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new MessagingException(
                    MessagingErrorCode.ConnectionLost,
                    $"The connection to {options.Url} was lost and could not be restored within {options.ReconnectTimeout}. "
                    + $"Create a new client when the server is back. The latest failure: {latest.Message}",
                    innerException: latest);
            }
        }
    }

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

    /// <summary>
    /// A failure that nobody foresaw is a failed attempt like another. If it ended the attempts, the client would look for ever as if
    /// it reconnected.
    /// </summary>
    private static MessagingException Unforeseen(Exception fault) => new(
        MessagingErrorCode.ServerError,
        $"The connection could not be restored, for a reason that was not foreseen: {fault.GetType().Name}: {fault.Message}",
        isTransient: true,
        fault);
}
