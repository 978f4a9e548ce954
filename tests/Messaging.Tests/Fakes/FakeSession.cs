using System.Globalization;
using Messaging.Sessions;
using PushTechnology.ClientInterface.Client.Factories;

namespace Messaging.Tests.Fakes;

internal sealed class FakeSession(FakeServer server, int number, string author) : ITopicSession
{
    private FakeSessionSecurity? _security;
    private readonly TaskCompletionSource<MessagingException> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<(string Path, ITopicListener Listener, bool IsSeries)> _listeners = [];

    public string Id { get; } = $"session-{number}";

    public Task<MessagingException> Ended => _ended.Task;

    public SessionLink Link { get; } = new();

    public ISessionSecurity Security => _security ??= new FakeSessionSecurity(server, this);

    public ISessionAdministration Administration => _security ??= new FakeSessionSecurity(server, this);

    /// <summary>Who the session is; empty when anonymous.</summary>
    public string Author { get; set; } = author;

    public HashSet<string> Selections { get; } = new(StringComparer.Ordinal);

    public int ListenerCount => _listeners.Count;

    public bool IsDisposed { get; private set; }

    /// <summary>What the server sends of topics. The answer to a subscription waits behind the initial values.</summary>
    public FakeLine Deliveries { get; } = new(server.Gate);

    /// <summary>The answers to queries: of what the server had when it was asked, whatever else passes them.</summary>
    public FakeLine QueryReplies { get; } = new(server.Gate);

    /// <summary>Whether the next live value gets lost, as in a fail-over. What a subscription begins with never does.</summary>
    public Func<bool> Loses { get; set; } = () => false;

    /// <summary>So many of the next live values get lost.</summary>
    public void LoseNext(int count) => Loses = () => count-- > 0;

    /// <summary>How many announcements of a topic that this session selects are on their way.</summary>
    public int Announcements { get; private set; }

    /// <summary>How often what was on its way was lost while the session lived.</summary>
    public int Refreshes { get; private set; }

    /// <summary>How often this session asked to subscribe, each with its answer on the way.</summary>
    public int SubscribeCalls { get; private set; }

    /// <summary>How many of these were answered.</summary>
    public int SubscribeAnswers { get; private set; }

    /// <summary>The server ends the subscription by a rule of its own.</summary>
    public void EndSubscription(string path)
    {
        Selections.Remove(path);
        TellEnd(path, UnsubscribeCause.Server);
    }

    /// <summary>The principal may not read the topic any more; the selection remains, as on a real server.</summary>
    public void ForbidReading(string path)
    {
        Selections.Remove(path);
        TellEnd(path, UnsubscribeCause.NotPermitted);
    }

    /// <summary>The server brings the subscription back. Whatever it answers comes behind what that begins with.</summary>
    public void RenewSubscription(string path)
    {
        lock (server.Gate)
        {
            if (Selections.Add(path) && server.Topics.TryGetValue(path, out FakeTopic? topic))
            {
                Announce(path, topic);
            }
        }
    }

    /// <summary>The server says that the topic is there, and what is in it.</summary>
    public void Announce(string path, FakeTopic topic)
    {
        Announcements++;
        Deliveries.Pass(() => _known.Add(path), mayBeLost: true);
        Tell(path, l => l.OnSubscribed(topic.Description));
        Deliveries.Pass(() => Announcements--);
        foreach (TopicValue value in topic.InitialValues())
        {
            TellValue(path, value);
        }
    }

    /// <summary>The connection breaks: what was on its way does not come any more, and who waits for an answer hears it.</summary>
    public void Drop() => End(Lost("dropped by the test"));

    /// <summary>The link breaks: what the server sends waits, and calls fail at once. The session lives.</summary>
    public void LoseLink()
    {
        Deliveries.Hold();
        QueryReplies.Hold();
        Link.Lose(Lost("the link is down"));
    }

    /// <summary>The link is back and nothing is lost (SESS-12): what waited comes, answers too.</summary>
    public void Resume()
    {
        Link.Restore();
        Deliveries.Open();
        QueryReplies.Open();
    }

    /// <summary>The link is back, and what waited is lost (SESS-13): see <see cref="Refresh"/>.</summary>
    public void ResumeWithLoss()
    {
        Refresh();
        Resume();
    }

    /// <summary>
    /// What was on its way is lost: who waits for an answer hears that, and the server tells of all subscriptions anew.
    /// </summary>
    public void Refresh()
    {
        lock (server.Gate)
        {
            Refreshes++;
            Deliveries.Discard();
            QueryReplies.Discard();
            foreach (string path in _known.ToArray())
            {
                TellEnd(path, UnsubscribeCause.Refreshed);
            }

            foreach (string path in Selections.Where(server.Topics.ContainsKey))
            {
                Announce(path, server.Topics[path]);
            }
        }
    }

    /// <summary>Calls this session's listeners of a path, as the SDK does.</summary>
    public void Tell(string path, Action<ITopicListener> what) => Deliver(path, (listener, _) => what(listener));

    /// <summary>The server says that the topic is not subscribed any more.</summary>
    public void TellEnd(string path, UnsubscribeCause cause)
    {
        Deliveries.Pass(() => _known.Remove(path), mayBeLost: true);
        Tell(path, l => l.OnUnsubscribed(cause));
    }

    /// <summary>A value of a topic that is subscribed already.</summary>
    public void Publish(string path, TopicValue value)
    {
        if (!Loses())
        {
            TellValue(path, value);
        }
    }

    public Task AddTopicAsync(string path, TopicDescription description, CancellationToken cancellationToken) =>
        CallAsync(
            $"add {path}",
            () =>
            {
                if (!server.Topics.TryGetValue(path, out FakeTopic? topic))
                {
                    server.Add(path, description);
                }
                else if (topic.Description.ToString() != description.ToString())
                {
                    throw Mismatch("another specification");
                }

                return true;
            },
            cancellationToken);

    public Task<TopicDescription?> DescribeTopicAsync(string path, CancellationToken cancellationToken) =>
        CallAsync($"describe {path}", () => server.Topics.GetValueOrDefault(path)?.Description, cancellationToken);

    public Task<bool> TrySetAsync(string path, byte[] cbor, CancellationToken cancellationToken)
    {
        string json = ToJson(cbor);
        return CallAsync(
            $"set {path}",
            () =>
            {
                if (!server.Topics.TryGetValue(path, out FakeTopic? topic))
                {
                    return false;
                }

                if (topic.Series is not null)
                {
                    server.Append(path, json, Author);
                }
                else
                {
                    server.Put(path, json);
                }

                return true;
            },
            cancellationToken);
    }

    public Task<EventMetadata?> TryAppendAsync(string path, byte[] cbor, CancellationToken cancellationToken)
    {
        string json = ToJson(cbor);
        return CallAsync(
            $"append {path}",
            () => SeriesAt(path) is null ? null : server.Append(path, json, Author),
            cancellationToken);
    }

    public Task<EventMetadata> EditJsonAsync(string path, long originalSequence, string json, CancellationToken cancellationToken) =>
        CallAsync(
            string.Create(CultureInfo.InvariantCulture, $"edit {path} {originalSequence}"),
            () => SeriesAt(path)?.Events.Any(e => e.IsOriginal && e.Sequence == originalSequence) == true
                ? server.Edit(path, originalSequence, json, Author)
                : throw new MessagingException(MessagingErrorCode.MessageNotFound, $"{path} has no original {originalSequence}"),
            cancellationToken);

    public async Task<IReadOnlyList<TopicValue>> QueryAsync(string path, SeriesQuery query, CancellationToken cancellationToken)
    {
        IReadOnlyList<TopicValue> found = await CallAsync<IReadOnlyList<TopicValue>>(
            $"query {path} {Line(query)}", () => [.. SeriesAt(path)?.Query(query, server.CountsAnchor).Select(e => e.Copy()) ?? []], cancellationToken);
        await PassAsync(QueryReplies, cancellationToken);
        return found;
    }

    public void AddSeriesListener(string path, ITopicListener listener) => Add(path, listener, isSeries: true);

    public void AddListener(string path, ITopicListener listener) => Add(path, listener, isSeries: false);

    public void RemoveListener(ITopicListener listener)
    {
        lock (server.Gate)
        {
            _listeners.RemoveAll(l => l.Listener == listener);
        }
    }

    public async Task SubscribeAsync(string path, CancellationToken cancellationToken)
    {
        await CallAsync(
            $"subscribe {path}",
            () =>
            {
                if (MayRead(path) && Selections.Add(path) && server.Topics.TryGetValue(path, out FakeTopic? topic))
                {
                    Announce(path, topic);
                }

                return true;
            },
            cancellationToken);
        await QueueAnswer();

        Task QueueAnswer()
        {
            lock (server.Gate)
            {
                SubscribeCalls++;
                return PassAsync(Deliveries, cancellationToken, () => SubscribeAnswers++);
            }
        }
    }

    public Task UnsubscribeAsync(string path, CancellationToken cancellationToken) =>
        CallAsync(
            $"unsubscribe {path}",
            () =>
            {
                // The server says so; nobody listens any more, and who comes next has nothing to do with it.
                Deliveries.Pass(() => _known.Remove(path), mayBeLost: true);
                return Selections.Remove(path);
            },
            cancellationToken);

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        End(new MessagingException(MessagingErrorCode.ConnectionLost, "disposed"));
        return ValueTask.CompletedTask;
    }

    /// <summary>Rooms move to a session on threads of their own, while it is told of others.</summary>
    private void Add(string path, ITopicListener listener, bool isSeries)
    {
        lock (server.Gate)
        {
            _listeners.Add((path, listener, isSeries));
        }
    }

    private void End(MessagingException why)
    {
        _ended.TrySetResult(why);
        Deliveries.Open();
        QueryReplies.Open();
    }

    private static string ToJson(byte[] cbor) => Diffusion.DataTypes.JSON.ReadValue(cbor).ToJSONString();

    /// <summary>A query as its line in the calls has it, such as <c>from 5 to next 100</c>.</summary>
    private static string Line(SeriesQuery query)
    {
        string from = query.From switch
        {
            SeriesAnchor.At(var sequence) => $"{sequence}",
            SeriesAnchor.AtTime(var time) => $"{time:O}",
            SeriesAnchor.Last(var count) => $"last {count}",
            _ => "start",
        };
        string to = query.To switch
        {
            SeriesSpan.At(var sequence) => $"{sequence}",
            SeriesSpan.Next(var count) => $"next {count}",
            SeriesSpan.Previous(var count) => $"previous {count}",
            _ => "end",
        };
        return $"from {from} to {to}{(query.AllEdits ? " with edits" : "")}";
    }

    private static MessagingException Lost(string how) => new(MessagingErrorCode.ConnectionLost, how, isTransient: true);

    private static MessagingException Mismatch(string what) => new(MessagingErrorCode.RoomKindMismatch, what);

    private bool MayRead(string path) => server.Security.Permissions(Author, path).Contains(PathPermission.ReadTopic);

    private FakeSeries? SeriesAt(string path) =>
        server.Topics.TryGetValue(path, out FakeTopic? topic) ? topic.Series ?? throw Mismatch("no time series") : null;

    /// <summary>Value listeners hear the bare value of an event, series listeners hear nothing of other topics.</summary>
    private void TellValue(string path, TopicValue value) =>
        Deliver(path, (listener, isSeries) =>
        {
            if (value is FakeEvent && !isSeries)
            {
                listener.OnValue(new FakeValue(value.ToJson()));
            }
            else if (value is FakeEvent == isSeries)
            {
                listener.OnValue(value is FakeEvent @event ? @event.Copy() : value);
            }
        });

    private void Deliver(string path, Action<ITopicListener, bool> what) =>
        Deliveries.Pass(() =>
        {
            if (!Ended.IsCompleted)
            {
                _listeners.FindAll(l => l.Path == path).ForEach(l => what(l.Listener, l.IsSeries));
            }
        },
        mayBeLost: true);

    private async Task PassAsync(FakeLine line, CancellationToken cancellationToken, Action? whenPassing = null)
    {
        int refreshes = Refreshes;
        Task passing = line.PassAsync(whenPassing);
        if (!passing.IsCompleted)
        {
            await passing.WaitAsync(cancellationToken);
            if (Ended.IsCompleted || Refreshes != refreshes)
            {
                throw Lost("the session ended, or lost its messages, before the answer came");
            }
        }
    }

    private Task<T> CallAsync<T>(string call, Func<T> answer, CancellationToken cancellationToken) =>
        Ended.IsCompleted
            ? Task.FromException<T>(Lost("the session is over"))
            : !Link.IsUp ? Task.FromException<T>(new MessagingException(MessagingErrorCode.NotConnected, "the link is down", isTransient: true))
            : server.CallAsync(call, answer, cancellationToken);
}
