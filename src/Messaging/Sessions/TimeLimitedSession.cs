namespace Messaging.Sessions;

/// <summary>Gives every remote call of a session that has to have one a time limit.</summary>
internal sealed class TimeLimitedSession(ITopicSession session, TimeSpan limit, TimeProvider time) : ITopicSession
{
    private readonly CallTimeLimit _limit = new(limit, time, session.Link);

    public string Id => session.Id;

    public Task<MessagingException> Ended => session.Ended;

    public SessionLink Link => session.Link;

    public ISessionSecurity Security => field ??= new TimeLimitedSecurity(session.Security, _limit);

    public ISessionAdministration Administration => field ??= new TimeLimitedAdministration(session.Administration, _limit);

    public Task AddTopicAsync(string path, TopicDescription description, CancellationToken cancellationToken) =>
        _limit.LimitAsync($"adding the topic '{path}'", token => session.AddTopicAsync(path, description, token), cancellationToken);

    public Task<TopicDescription?> DescribeTopicAsync(string path, CancellationToken cancellationToken) =>
        _limit.LimitAsync($"looking up the topic '{path}'", token => session.DescribeTopicAsync(path, token), cancellationToken);

    public Task<bool> TrySetAsync(string path, byte[] cbor, CancellationToken cancellationToken) =>
        _limit.LimitAsync(
            (session, path, cbor),
            path,
            Sending,
            static (call, token) => call.session.TrySetAsync(call.path, call.cbor, token),
            cancellationToken);

    public Task<EventMetadata?> TryAppendAsync(string path, byte[] cbor, CancellationToken cancellationToken) =>
        _limit.LimitAsync(
            (session, path, cbor),
            path,
            Sending,
            static (call, token) => call.session.TryAppendAsync(call.path, call.cbor, token),
            cancellationToken);

    public Task<EventMetadata> EditJsonAsync(string path, long originalSequence, string json, CancellationToken cancellationToken) =>
        _limit.LimitAsync(
            $"editing event {originalSequence} of the topic '{path}'; whether the edit was accepted is unknown",
            token => session.EditJsonAsync(path, originalSequence, json, token),
            cancellationToken);

    public Task<IReadOnlyList<TopicValue>> QueryAsync(string path, SeriesQuery query, CancellationToken cancellationToken) =>
        _limit.LimitAsync($"reading the history of the topic '{path}'", token => session.QueryAsync(path, query, token), cancellationToken);

    public void AddSeriesListener(string path, ITopicListener listener) => session.AddSeriesListener(path, listener);

    public void AddListener(string path, ITopicListener listener) => session.AddListener(path, listener);

    public void RemoveListener(ITopicListener listener) => session.RemoveListener(listener);

    public Task SubscribeAsync(string path, CancellationToken cancellationToken) =>
        _limit.LimitAsync($"subscribing to the topic '{path}'", token => session.SubscribeAsync(path, token), cancellationToken);

    public Task UnsubscribeAsync(string path, CancellationToken cancellationToken) =>
        _limit.LimitAsync($"unsubscribing from the topic '{path}'", token => session.UnsubscribeAsync(path, token), cancellationToken);

    public ValueTask DisposeAsync() => session.DisposeAsync();

    private static string Sending(string path) => $"sending to the topic '{path}'; whether the message was accepted is unknown";
}
