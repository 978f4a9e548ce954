using Messaging.Sessions;

namespace Messaging.Tests.Fakes;

internal sealed class FakeSession(FakeServer server, int number) : ITopicSession
{
    private readonly TaskCompletionSource<MessagingException> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(string Path, ITopicListener Listener)> _listeners = [];

    public string Id { get; } = $"session-{number}";

    public Task<MessagingException> Ended => _ended.Task;

    public HashSet<string> Selections { get; } = new(StringComparer.Ordinal);

    public int ListenerCount => _listeners.Count;

    public bool IsDisposed { get; private set; }

    /// <summary>The connection breaks.</summary>
    public void Drop() =>
        _ended.TrySetResult(new MessagingException(MessagingErrorCode.ConnectionLost, "dropped by the test", isTransient: true));

    /// <summary>Calls this session's listeners of a path, as the SDK does.</summary>
    public void Tell(string path, Action<ITopicListener> what) =>
        _listeners.FindAll(l => l.Path == path).ForEach(l => what(l.Listener));

    public Task AddTopicAsync(string path, TopicDescription description, CancellationToken cancellationToken) =>
        CallAsync(
            $"add {path}",
            () =>
            {
                if (!server.Topics.TryGetValue(path, out FakeTopic? topic))
                {
                    server.Topics.Add(path, new FakeTopic(description));
                }
                else if (topic.Description.ToString() != description.ToString())
                {
                    throw new MessagingException(MessagingErrorCode.RoomKindMismatch, "another specification");
                }

                return true;
            },
            cancellationToken);

    public Task<TopicDescription?> DescribeTopicAsync(string path, CancellationToken cancellationToken) =>
        CallAsync($"describe {path}", () => server.Topics.GetValueOrDefault(path)?.Description, cancellationToken);

    public Task<bool> TrySetJsonAsync(string path, string json, CancellationToken cancellationToken) =>
        CallAsync(
            $"set {path}",
            () =>
            {
                if (!server.Topics.ContainsKey(path))
                {
                    return false;
                }

                server.Put(path, json);
                return true;
            },
            cancellationToken);

    public void AddListener(string path, ITopicListener listener) => _listeners.Add((path, listener));

    public void RemoveListener(ITopicListener listener) => _listeners.RemoveAll(l => l.Listener == listener);

    public Task SubscribeAsync(string path, CancellationToken cancellationToken) =>
        CallAsync(
            $"subscribe {path}",
            () =>
            {
                if (Selections.Add(path) && server.Topics.TryGetValue(path, out FakeTopic? topic))
                {
                    Tell(path, l => l.OnSubscribed(topic.Description));
                    if (topic.Json is { } json)
                    {
                        Tell(path, l => l.OnValue(new FakeValue(json)));
                    }
                }

                return true;
            },
            cancellationToken);

    public Task UnsubscribeAsync(string path, CancellationToken cancellationToken) =>
        CallAsync($"unsubscribe {path}", () => Selections.Remove(path), cancellationToken);

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        _ended.TrySetResult(new MessagingException(MessagingErrorCode.ConnectionLost, "disposed"));
        return ValueTask.CompletedTask;
    }

    private Task<T> CallAsync<T>(string call, Func<T> answer, CancellationToken cancellationToken) =>
        Ended.IsCompleted
            ? Task.FromException<T>(new MessagingException(MessagingErrorCode.ConnectionLost, "the session is over", isTransient: true))
            : server.CallAsync(call, answer, cancellationToken);
}
