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
    private readonly CallClock _clock = new(limit, time);

    /// <summary>Makes the call before it returns, so that calls keep their order.</summary>
    /// <param name="what">What is done, as in "while sending".</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<T> LimitAsync<T>(string what, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        LimitAsync(call, what, static what => what, static (call, token) => call(token), cancellationToken);

    /// <inheritdoc cref="LimitAsync{T}"/>
    public Task LimitAsync(string what, Func<CancellationToken, Task> call, CancellationToken cancellationToken) =>
        LimitAsync(what, token => Done(call(token)), cancellationToken);

    /// <summary>As the others, for calls that there are many of.</summary>
    /// <param name="state">What the call works on. Not kept while the answer is waited for.</param>
    /// <param name="subject">What the call is about.</param>
    /// <param name="what">Says what is done, if that has to be said.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<T> LimitAsync<TState, T>(
        TState state,
        string subject,
        Func<string, string> what,
        Func<TState, CancellationToken, Task<T>> call,
        CancellationToken cancellationToken)
    {
        Latest<LinkStatus>.Entry? before = link?.Now;
        if (link is null || cancellationToken.CanBeCanceled || before?.Value is { IsUp: false })
        {
            return LimitCancellableAsync(state, subject, what, call, before, cancellationToken);
        }

        // Calls on a session that nobody can give up need neither a timer nor a token source of their own.
        CallBatch batch = _clock.Enter();
        Task<T> answer;
        try
        {
            answer = call(state, batch.Token);
        }
        catch (Exception error)
        {
            _clock.Leave(batch);
            return Task.FromException<T>(error);
        }

        if (answer.IsCompleted)
        {
            _clock.Leave(batch);
            return answer.IsCanceled ? Task.FromException<T>(NoAnswer(what(subject), before)) : answer;
        }

        var timed = new TimedCall<T>(this, batch, subject, what, answer, before);
        _clock.Add(timed);
        timed.Follow();
        return timed.Task;
    }

    private async Task<T> LimitCancellableAsync<TState, T>(
        TState state,
        string subject,
        Func<string, string> what,
        Func<TState, CancellationToken, Task<T>> call,
        Latest<LinkStatus>.Entry? before,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (before?.Value is { IsUp: false, Cause: var cause })
        {
            throw new MessagingException(
                MessagingErrorCode.NotConnected,
                $"The connection is being restored: nothing was sent for {what(subject).Split(';')[0]}. Try again when it is back.",
                isTransient: true,
                cause);
        }

        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        Task<T> answer = call(state, either.Token);
        try
        {
            return await answer.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            answer.Abandon();
            cancellationToken.ThrowIfCancellationRequested();
            throw NoAnswer(what(subject), before);
        }
    }

    private MessagingException NoAnswer(string what, Latest<LinkStatus>.Entry? before) => link?.Now != before
        ? new MessagingException(
            MessagingErrorCode.ConnectionLost,
            $"The connection broke, and the server did not answer within {limit} while {what}. Try again when it is back.",
            isTransient: true,
            link?.Now.Value.Cause)
        : new MessagingException(
            MessagingErrorCode.Timeout,
            $"The server did not answer within {limit} while {what}. Check the server and the network, or raise "
            + $"{nameof(MessagingOptions)}.{nameof(MessagingOptions.RequestTimeout)}.",
            isTransient: true);

    private static async Task<bool> Done(Task task)
    {
        await task.ConfigureAwait(false);
        return true;
    }

    /// <summary>A call whose answer or time limit is waited for.</summary>
    private sealed class TimedCall<T>(
        CallTimeLimit owner, CallBatch batch, string subject, Func<string, string> what, Task<T> answer, Latest<LinkStatus>.Entry? before)
        : TimedCall(batch)
    {
        // Goes on where the answer comes, as whoever awaits a task does.
        private readonly TaskCompletionSource<T> _source = new();

        public Task<T> Task => _source.Task;

        public void Follow() => answer.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(OnAnswered);

        public override void Expire() => _source.TrySetException(owner.NoAnswer(what(subject), before));

        private void OnAnswered()
        {
            bool isWaitedFor = owner._clock.TryRemove(this);
            if (isWaitedFor && answer.IsCanceled)
            {
                // No caller can cancel it, so its time is over, and that was seen here first.
                Expire();
            }
            else if (isWaitedFor)
            {
                _source.TrySetFromTask(answer);
            }
            else
            {
                _ = answer.Exception; // Nobody waits for it any more.
            }
        }
    }
}
