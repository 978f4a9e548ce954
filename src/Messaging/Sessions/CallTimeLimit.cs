namespace Messaging.Sessions;

/// <summary>
/// Gives remote calls a time limit, and keeps the two reasons to give up apart: the limit is a <see cref="MessagingException"/>,
/// the caller's token is an <see cref="OperationCanceledException"/> with that token.
/// </summary>
internal sealed class CallTimeLimit(TimeSpan limit, TimeProvider time)
{
    /// <summary>Makes the call before it returns, so that calls keep their order.</summary>
    /// <param name="what">What is done, as in "while sending".</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<T> LimitAsync<T>(string what, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
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
