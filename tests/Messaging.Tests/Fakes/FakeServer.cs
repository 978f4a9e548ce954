using Messaging.Sessions;

namespace Messaging.Tests.Fakes;

/// <summary>
/// Topics in memory and the sessions on them: the port that rooms stand on, without a wire. Callbacks come on the caller's
/// thread, one at a time. Tests script it through its hooks, and hold back or lose what goes to a session through
/// <see cref="FakeSession"/>.
/// </summary>
internal sealed class FakeServer
{
    private readonly Lock _lock = new();
    private readonly List<FakeSession> _sessions = [];
    private readonly List<string> _calls = [];
    private readonly List<SessionCredentials> _opened = [];

    /// <summary>The clock of time series.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether the event at the anchor counts where a span counts events; the rules say no, but only by inference.</summary>
    public bool CountsAnchor { get; init; }

    /// <summary>Runs before a session is opened; may wait or throw.</summary>
    public Func<CancellationToken, Task> OnOpen { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs before a call is answered; may wait or throw. Gets the call's line in <see cref="Calls"/>.</summary>
    public Func<string, CancellationToken, Task> OnCall { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Runs between the server's work and the caller's knowing of it: calls are done in order, whatever this does.</summary>
    public Func<Task> OnReply { get; set; } = () => Task.CompletedTask;

    /// <summary>Who may do what, accounts and roles.</summary>
    public FakeSecurity Security => field ??= new FakeSecurity(this);

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

    /// <summary>What clients gave to open sessions, refused ones too.</summary>
    public IReadOnlyList<SessionCredentials> Opened
    {
        get
        {
            lock (_lock)
            {
                return [.. _opened];
            }
        }
    }

    /// <summary>The one opened last.</summary>
    public FakeSession Session => Sessions[^1];

    /// <summary>The lock under which everything happens.</summary>
    internal Lock Gate => _lock;

    /// <summary>For the hooks: an answer that does not come.</summary>
    public static Task NeverAsync(CancellationToken cancellationToken) => new TaskCompletionSource().Task.WaitAsync(cancellationToken);

    /// <summary>Opens sessions whose events have this author.</summary>
    public ITopicSessionFactory As(string? principal) => new Port(this, principal ?? "");

    public Task<ITopicSession> OpenAsync(CancellationToken cancellationToken) => OpenAsync("", cancellationToken);

    /// <summary>Another client puts a value on the topic, which is added as a JSON topic if it is not there.</summary>
    public void Put(string path, string json)
    {
        TestSecrets.ConcealPayload(json);
        lock (_lock)
        {
            if (!Topics.TryGetValue(path, out FakeTopic? topic))
            {
                topic = Add(path, TopicDescription.Json);
            }

            if (topic.Series is not null)
            {
                Append(path, json);
                return;
            }

            topic.Json = json;
            Publish(path, new FakeValue(json));
        }
    }

    /// <summary>Another client adds a topic.</summary>
    public FakeTopic Add(string path, TopicDescription description)
    {
        lock (_lock)
        {
            // A description of its own, by which tests tell it from another topic of the same path.
            var topic = new FakeTopic(description with { });
            Topics.Add(path, topic);
            Selecting(path).ForEach(session => session.Announce(path, topic));
            return topic;
        }
    }

    /// <summary>Another client adds a time series topic of JSON events.</summary>
    public FakeTopic AddSeries(string path, string retained = "limit 100", string subscription = "limit 100") =>
        Add(path, new TopicDescription("TIME_SERIES", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TIME_SERIES_EVENT_VALUE_TYPE"] = "json",
            ["TIME_SERIES_RETAINED_RANGE"] = retained,
            ["TIME_SERIES_SUBSCRIPTION_RANGE"] = subscription,
        }));

    /// <summary>Another client appends to the time series, which has to be there.</summary>
    public EventMetadata Append(string path, string json, string author = "")
    {
        TestSecrets.ConcealPayload(json);
        lock (_lock)
        {
            FakeEvent added = Topics[path].Series!.Append(json, author, Time.GetUtcNow());
            Publish(path, added);
            return added.Event;
        }
    }

    /// <summary>Another client edits an original that has to be there.</summary>
    public EventMetadata Edit(string path, long sequence, string json, string author = "")
    {
        TestSecrets.ConcealPayload(json);
        lock (_lock)
        {
            FakeEvent edit = Topics[path].Series!.Edit(sequence, json, author, Time.GetUtcNow())
                             ?? throw new ArgumentException($"{path} has no original {sequence}.");
            Publish(path, edit);
            return edit.Event;
        }
    }

    /// <summary>Another client removes the topic.</summary>
    public void Remove(string path)
    {
        lock (_lock)
        {
            Topics.Remove(path);
            Selecting(path).ForEach(session => session.TellEnd(path, UnsubscribeCause.TopicRemoved));
        }
    }

    /// <summary>The server subscribes the session to the topic by its own will. Whatever it answers comes behind that.</summary>
    public void Subscribe(FakeSession session, string path)
    {
        lock (_lock)
        {
            FakeTopic topic = Topics[path];
            session.Selections.Add(path);
            session.Announce(path, topic);
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

    private async Task<ITopicSession> OpenAsync(string author, CancellationToken cancellationToken)
    {
        await OnOpen(cancellationToken);
        lock (_lock)
        {
            var session = new FakeSession(this, _sessions.Count + 1, author);
            _sessions.Add(session);
            return session;
        }
    }

    private void Publish(string path, TopicValue value) => Selecting(path).ForEach(session => session.Publish(path, value));

    private List<FakeSession> Selecting(string path) =>
        _sessions.FindAll(session => session.Selections.Contains(path) && !session.Ended.IsCompleted);

    private sealed class Port(FakeServer server, string author) : ITopicSessionFactory
    {
        public Task<ITopicSession> OpenAsync(SessionCredentials credentials, CancellationToken cancellationToken)
        {
            lock (server._lock)
            {
                server._opened.Add(credentials);
            }

            return server.OpenAsync(credentials.Principal ?? author, cancellationToken);
        }
    }
}
