namespace Messaging.Sessions;

/// <summary>Tries until it succeeds, or until trying makes no sense any more, with longer and longer waits in between.</summary>
internal sealed class RetryLoop(TimeProvider time, Func<double> random)
{
    /// <summary>Runs the attempts.</summary>
    /// <param name="attempt">One attempt, with its number, from 1.</param>
    /// <param name="plan">How long, and whom to tell.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MessagingException">The time is over, or the server refused the credentials.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<T> RunAsync<T>(
        Func<int, CancellationToken, Task<T>> attempt, RetryPlan plan, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(plan.Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var backoff = new ReconnectBackoff(random);
        MessagingException? latest = plan.Cause;
        for (int number = 1; ; number++)
        {
            try
            {
                if (latest is not null)
                {
                    await WaitAsync(backoff.Next(), plan, either.Token).ConfigureAwait(false);
                }

                return await attempt(number, either.Token).ConfigureAwait(false);
            }
            catch (MessagingException failure) when (failure.Code != MessagingErrorCode.NotAuthenticated)
            {
                latest = failure;
                plan.Failed(number, failure);
            }
            catch (Exception fault) when (fault is not (MessagingException or OperationCanceledException))
            {
                latest = Unforeseen(fault);
                plan.Failed(number, latest);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw plan.GiveUp(latest);
            }
        }
    }

    private async Task WaitAsync(TimeSpan wait, RetryPlan plan, CancellationToken cancellationToken)
    {
        plan.Next(time.GetUtcNow() + wait);
        await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        plan.Next(null);
    }

    /// <summary>
    /// A failure that nobody foresaw is a failed attempt like another. If it ended the attempts, the client would look for ever as if
    /// it connected.
    /// </summary>
    private static MessagingException Unforeseen(Exception fault) => new(
        MessagingErrorCode.ServerError,
        $"The connection could not be made, for a reason that was not foreseen: {fault.GetType().Name}: {fault.Message}",
        isTransient: true,
        fault);
}
