using Messaging.Sessions;

namespace Messaging.Tests.Fakes;

/// <summary>
/// Topics in memory and the sessions on them: the port that rooms stand on, without a wire. Callbacks come on the caller's
/// thread, one at a time. Tests script it through its hooks.
/// </summary>
internal sealed class FakeServer : ITopicSessionFactory
{
    private readonly Lock _lock = new();
    private readonly List<FakeSession> _sessions = [];
    private readonly List<string> _calls = [];

    /// <summary>Runs before a session is opened; may wait or throw.</summary>
    public Func<CancellationToken, Task> OnOpen { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs before a call is answered; may wait or throw. Gets the call's line in <see cref="Calls"/>.</summary>
    public Func<string, CancellationToken, Task> OnCall { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Runs between the server's work and the caller's knowing of it: calls are done in order, whatever this does.</summary>
    public Func<Task> OnReply { get; set; } = () => Task.CompletedTask;

    /// <summary>The topics by path.</summary>
    public Dictionary<string, FakeTopic> Topics { get; } = new(StringComparer.Ordinal);

    /// <summary>What sessions asked for, in order, as <c>verb path</c>.</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_lock)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>The sessions opened so far, the ended ones too.</summary>
    public IReadOnlyList<FakeSession> Sessions
    {
        get
        {
            lock (_lock)
            {
                return [.. _sessions];
            }
        }
    }

    /// <summary>The one opened last.</summary>
    public FakeSession Session => Sessions[^1];

    /// <summary>For the hooks: an answer that does not come.</summary>
    public static Task NeverAsync(CancellationToken cancellationToken) => new TaskCompletionSource().Task.WaitAsync(cancellationToken);

    public async Task<ITopicSession> OpenAsync(CancellationToken cancellationToken)
    {
        await OnOpen(cancellationToken);
        lock (_lock)
        {
            var session = new FakeSession(this, _sessions.Count + 1);
            _sessions.Add(session);
            return session;
        }
    }

    /// <summary>Another client puts a value on the topic, which is added if it is not there.</summary>
    public void Put(string path, string json)
    {
        lock (_lock)
        {
            if (!Topics.TryGetValue(path, out FakeTopic? topic))
            {
                Topics.Add(path, topic = new FakeTopic(TopicDescription.Json));
                Selecting(path).ForEach(session => session.Tell(path, l => l.OnSubscribed(topic.Description)));
            }

            topic.Json = json;
            Selecting(path).ForEach(session => session.Tell(path, l => l.OnValue(new FakeValue(json))));
        }
    }

    /// <summary>Another client removes the topic.</summary>
    public void Remove(string path)
    {
        lock (_lock)
        {
            Topics.Remove(path);
            Selecting(path).ForEach(session => session.Tell(path, l => l.OnUnsubscribed(UnsubscribeCause.TopicRemoved)));
        }
    }

    internal async Task<T> CallAsync<T>(string call, Func<T> answer, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _calls.Add(call);
        }

        await OnCall(call, cancellationToken);
        T reply;
        lock (_lock)
        {
            reply = answer();
        }

        await OnReply();
        return reply;
    }

    private List<FakeSession> Selecting(string path) =>
        _sessions.FindAll(session => session.Selections.Contains(path) && !session.Ended.IsCompleted);
}
