using System.Collections.Concurrent;
using Messaging.Diagnostics;
using Microsoft.Extensions.Logging;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.Sessions;

/// <summary>The port to topics over one session of the vendor's API.</summary>
internal sealed class DiffusionSession : ITopicSession
{
    private readonly ISession _session;
    private readonly DiffusionSessionLife _life;
    private readonly ILogger _logger;

    // Small: a session has few rooms, and joining them is rare.
    private readonly ConcurrentDictionary<ITopicListener, IStream> _streams = new(concurrencyLevel: 1, capacity: 1);

    /// <summary>Wraps a session that is open.</summary>
    /// <param name="session">The session.</param>
    /// <param name="life">Hears what the session says of its state.</param>
    /// <param name="logger">Where to log.</param>
    public DiffusionSession(ISession session, DiffusionSessionLife life, ILogger logger)
    {
        _session = session;
        _life = life;
        _logger = logger;
        Id = session.SessionId.ToString()!;
        if (session.State.Closed)
        {
            life.OnState(session.State);
        }
    }

    public string Id { get; }

    public Task<MessagingException> Ended => _life.Ended;

    public SessionLink Link => _life.Link;

    public ISessionSecurity Security => field ??= new DiffusionSecurity(_session);

    public ISessionAdministration Administration => field ??= new DiffusionAdministration(_session);

    public async Task AddTopicAsync(string path, TopicDescription description, CancellationToken cancellationToken)
    {
        try
        {
            ITopicSpecification specification = _session.TopicControl
                .NewSpecification(Enum.Parse<TopicType>(description.Type))
                .WithProperties(new Dictionary<string, string>(description.Properties));
            await _session.TopicControl.AddTopicAsync(path, specification, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (!IsCancellation(error, cancellationToken))
        {
            throw DiffusionErrors.FromCall(error, RemoteCall.OnTopic("adding", path, "MODIFY_TOPIC"));
        }
    }

    public async Task<TopicDescription?> DescribeTopicAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var found = await _session.Topics.FetchRequest
                .WithProperties()
                .FetchAsync(Select(path), cancellationToken)
                .ConfigureAwait(false);
            return found.Results.Select(topic => DiffusionValueStream.Describe(topic.Specification)).FirstOrDefault();
        }
        catch (Exception error) when (!IsCancellation(error, cancellationToken))
        {
            throw DiffusionErrors.FromCall(error, RemoteCall.OnTopic("looking up", path, "SELECT_TOPIC"));
        }
    }

    public Task<bool> TrySetAsync(string path, byte[] cbor, CancellationToken cancellationToken)
    {
        Task setting;
        try
        {
            setting = _session.TopicUpdate.SetAsync(path, Diffusion.DataTypes.JSON.ReadValue(cbor), cancellationToken);
        }
        catch (Exception error)
        {
            setting = Task.FromException(error);
        }

        return TrySetAsync(setting, path, cancellationToken);
    }

    public Task<EventMetadata?> TryAppendAsync(string path, byte[] cbor, CancellationToken cancellationToken)
    {
        Task<IEventMetadata> appending;
        try
        {
            appending = _session.TimeSeries.AppendAsync(path, Diffusion.DataTypes.JSON.ReadValue(cbor), cancellationToken);
        }
        catch (Exception error)
        {
            appending = Task.FromException<IEventMetadata>(error);
        }

        return TryAppendAsync(appending, path, cancellationToken);
    }

    public async Task<EventMetadata> EditJsonAsync(string path, long originalSequence, string json, CancellationToken cancellationToken)
    {
        try
        {
            IJSON value = Diffusion.DataTypes.JSON.FromJSONString(json);
            return DiffusionSeriesStream.ToMetadata(
                await _session.TimeSeries.EditAsync(path, originalSequence, value, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception error) when (!IsCancellation(error, cancellationToken))
        {
            throw DiffusionErrors.FromCall(error, RemoteCall.OnTopic($"editing event {originalSequence} of", path, "EDIT_TIME_SERIES_EVENTS"));
        }
    }

    public async Task<IReadOnlyList<TopicValue>> QueryAsync(string path, SeriesQuery query, CancellationToken cancellationToken)
    {
        try
        {
            IQueryResult<IJSON> result = await DiffusionRangeQuery.Build(_session.TimeSeries.RangeQuery.As<IJSON>(), query)
                .SelectFromAsync(path, cancellationToken)
                .ConfigureAwait(false);
            return [.. result.Events.Select(DiffusionSeriesStream.ToValue)];
        }
        catch (Exception error) when (DiffusionErrors.IsNoSuchTopic(error))
        {
            return [];
        }
        catch (Exception error) when (!IsCancellation(error, cancellationToken))
        {
            throw DiffusionErrors.FromCall(error, RemoteCall.OnTopic("reading the history of", path, query.AllEdits ? "QUERY_OBSOLETE_TIME_SERIES_EVENTS" : "READ_TOPIC"));
        }
    }

    public void AddSeriesListener(string path, ITopicListener listener)
    {
        var stream = new DiffusionSeriesStream(listener);
        AddStream(path, listener, stream, () => _session.Topics.AddTimeSeriesStream(Select(path), stream));
    }

    public void AddListener(string path, ITopicListener listener)
    {
        var stream = new DiffusionValueStream(listener);
        AddStream(path, listener, stream, () => _session.Topics.AddStream(Select(path), stream));
    }

    public void RemoveListener(ITopicListener listener)
    {
        if (_streams.TryRemove(listener, out IStream? stream))
        {
            _session.Topics.RemoveStream(stream);
        }
    }

    public async Task SubscribeAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await _session.Topics.SubscribeAsync(Select(path), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (!IsCancellation(error, cancellationToken))
        {
            throw DiffusionErrors.FromCall(error, RemoteCall.OnTopic("subscribing to", path, "SELECT_TOPIC"));
        }
    }

    public async Task UnsubscribeAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await _session.Topics.UnsubscribeAsync(Select(path), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (!IsCancellation(error, cancellationToken))
        {
            throw DiffusionErrors.FromCall(error, RemoteCall.OnTopic("unsubscribing from", path, "SELECT_TOPIC"));
        }
    }

    public ValueTask DisposeAsync()
    {
        try
        {
            _session.Close();
        }
        catch (Exception error)
        {
            _logger.SessionCloseFailed(Id, error);
        }

        return ValueTask.CompletedTask;
    }

    // Methods of their own: a send that waits for its answer holds nothing of what was sent.
    private static async Task<bool> TrySetAsync(Task setting, string path, CancellationToken cancellationToken)
    {
        try
        {
            await setting.ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (!IsCancellation(error, cancellationToken))
        {
            return DiffusionErrors.IsNoSuchTopic(error) ? false : throw NotSent(error, path);
        }
    }

    private static async Task<EventMetadata?> TryAppendAsync(Task<IEventMetadata> appending, string path, CancellationToken cancellationToken)
    {
        try
        {
            return DiffusionSeriesStream.ToMetadata(await appending.ConfigureAwait(false));
        }
        catch (Exception error) when (!IsCancellation(error, cancellationToken))
        {
            return DiffusionErrors.IsNoSuchTopic(error) ? null : throw NotSent(error, path);
        }
    }

    private static MessagingException NotSent(Exception error, string path) =>
        DiffusionErrors.FromCall(error, RemoteCall.OnTopic("sending to", path, "UPDATE_TOPIC"));

    /// <summary>A stream is added without asking the server, and yet a session that has ended refuses it.</summary>
    private void AddStream(string path, ITopicListener listener, IStream stream, Action add)
    {
        try
        {
            _streams[listener] = stream;
            add();
        }
        catch (Exception error)
        {
            _streams.TryRemove(listener, out _);
            throw DiffusionErrors.FromCall(error, new RemoteCall($"listening to the topic '{path}'"));
        }
    }

    /// <summary>A path selector: whatever stands in the path is not an expression.</summary>
    private static string Select(string path) => ">" + path;

    private static bool IsCancellation(Exception error, CancellationToken cancellationToken) =>
        error is OperationCanceledException && cancellationToken.IsCancellationRequested;
}
