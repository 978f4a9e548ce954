namespace Messaging.Sessions;

/// <summary>
/// Gives remote calls a time limit, and keeps the two reasons to give up apart: the limit is a <see cref="MessagingException"/>,
/// the caller's token is an <see cref="OperationCanceledException"/> with that token. An answer that did not come because the
/// session's link broke is no matter of time: that is <see cref="MessagingErrorCode.ConnectionLost"/>.
/// </summary>
/// <param name="limit">The limit.</param>
/// <param name="time">The clock.</param>
/// <param name="link">
/// The session's link, if it is a session that is called: while that is down nothing is sent, and the SDK is not asked either.
/// </param>
internal sealed class CallTimeLimit(TimeSpan limit, TimeProvider time, SessionLink? link = null)
{
    /// <summary>Makes the call before it returns, so that calls keep their order.</summary>
    /// <param name="what">What is done, as in "while sending".</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<T> LimitAsync<T>(string what, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Latest<LinkStatus>.Entry? before = link?.Now;
        if (before?.Value is { IsUp: false, Cause: var cause })
        {
            throw new MessagingException(
                MessagingErrorCode.NotConnected,
                $"The connection is being restored: nothing was sent for {what.Split(';')[0]}. Try again when it is back.",
                isTransient: true,
                cause);
        }

        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        Task<T> answer = call(either.Token);
        try
        {
            return await answer.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            answer.Abandon();
            cancellationToken.ThrowIfCancellationRequested();
            if (link?.Now != before)
            {
                throw new MessagingException(
                    MessagingErrorCode.ConnectionLost,
                    $"The connection broke, and the server did not answer within {limit} while {what}. Try again when it is back.",
                    isTransient: true,
                    link?.Now.Value.Cause);
            }

            throw new MessagingException(
                MessagingErrorCode.Timeout,
                $"The server did not answer within {limit} while {what}. Check the server and the network, or raise "
                + $"{nameof(MessagingOptions)}.{nameof(MessagingOptions.RequestTimeout)}.",
                isTransient: true);
        }
    }

    /// <inheritdoc cref="LimitAsync{T}"/>
    public Task LimitAsync(string what, Func<CancellationToken, Task> call, CancellationToken cancellationToken) =>
        LimitAsync(what, token => Done(call(token)), cancellationToken);

    private static async Task<bool> Done(Task task)
    {
        await task.ConfigureAwait(false);
        return true;
    }
}
