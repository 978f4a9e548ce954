namespace Messaging.Sessions;

/// <summary>
/// Gives every remote call of a session a time limit, and keeps the two reasons to give up apart: the limit is a
/// <see cref="MessagingException"/>, the caller's token is an <see cref="OperationCanceledException"/> with that token.
/// </summary>
internal sealed class TimeLimitedSession(ITopicSession session, TimeSpan limit, TimeProvider time) : ITopicSession
{
    public string Id => session.Id;

    public Task<MessagingException> Ended => session.Ended;

    public Task AddTopicAsync(string path, TopicDescription description, CancellationToken cancellationToken) =>
        LimitAsync($"adding the topic '{path}'", token => Done(session.AddTopicAsync(path, description, token)), cancellationToken);

    public Task<TopicDescription?> DescribeTopicAsync(string path, CancellationToken cancellationToken) =>
        LimitAsync($"looking up the topic '{path}'", token => session.DescribeTopicAsync(path, token), cancellationToken);

    public Task<bool> TrySetJsonAsync(string path, string json, CancellationToken cancellationToken) =>
        LimitAsync(
            $"sending to the topic '{path}'; whether the message was accepted is unknown",
            token => session.TrySetJsonAsync(path, json, token),
            cancellationToken);

    public Task<EventMetadata?> TryAppendJsonAsync(string path, string json, CancellationToken cancellationToken) =>
        LimitAsync(
            $"sending to the topic '{path}'; whether the message was accepted is unknown",
            token => session.TryAppendJsonAsync(path, json, token),
            cancellationToken);

    public Task<EventMetadata> EditJsonAsync(string path, long originalSequence, string json, CancellationToken cancellationToken) =>
        LimitAsync(
            $"editing event {originalSequence} of the topic '{path}'; whether the edit was accepted is unknown",
            token => session.EditJsonAsync(path, originalSequence, json, token),
            cancellationToken);

    public Task<IReadOnlyList<TopicValue>> QueryAsync(string path, SeriesQuery query, CancellationToken cancellationToken) =>
        LimitAsync($"reading the history of the topic '{path}'", token => session.QueryAsync(path, query, token), cancellationToken);

    public void AddSeriesListener(string path, ITopicListener listener) => session.AddSeriesListener(path, listener);

    public void AddListener(string path, ITopicListener listener) => session.AddListener(path, listener);

    public void RemoveListener(ITopicListener listener) => session.RemoveListener(listener);

    public Task SubscribeAsync(string path, CancellationToken cancellationToken) =>
        LimitAsync($"subscribing to the topic '{path}'", token => Done(session.SubscribeAsync(path, token)), cancellationToken);

    public Task UnsubscribeAsync(string path, CancellationToken cancellationToken) =>
        LimitAsync($"unsubscribing from the topic '{path}'", token => Done(session.UnsubscribeAsync(path, token)), cancellationToken);

    public ValueTask DisposeAsync() => session.DisposeAsync();

    private static async Task<bool> Done(Task task)
    {
        await task.ConfigureAwait(false);
        return true;
    }

    /// <summary>Makes the call before it returns, so that calls keep their order.</summary>
    private async Task<T> LimitAsync<T>(string what, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
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
}
