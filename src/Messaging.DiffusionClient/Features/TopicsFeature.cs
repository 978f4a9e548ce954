#nullable disable annotations
using Messaging.DiffusionClient.Data;
using Messaging.DiffusionClient.Fetching;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionClient.Topics;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Topics;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Client.Features.Topics;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Features;

internal sealed class TopicsFeature(ISession session, ServiceChannel channel, CallbackSequence callbacks, StreamRegistry streams)
    : TopicUpdateFeature(session, channel), ITopics
{
    private const string DefaultScope = "";

    private readonly ServiceChannel _channel = channel;

    public IFetchRequest<object> FetchRequest => FetchQuery<object>.Create(_channel);

    public void AddStream<TValue>(string topics, IValueStream<TValue> stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Add(new ValueStreamRegistration<TValue>(SelectorArgument.Parse(topics), stream, ValueTypes.RequireReadable<TValue>()));
    }

    public void AddFallbackStream<TValue>(IValueStream<TValue> stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Add(new ValueStreamRegistration<TValue>(null, stream, ValueTypes.RequireReadable<TValue>()));
    }

    public void AddTimeSeriesStream<TValue>(string topics, IValueStream<IEvent<TValue>> stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Add(new EventStreamRegistration<TValue>(SelectorArgument.Parse(topics), stream, ValueTypes.RequireReadable<TValue>()));
    }

    public void RemoveStream(IStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Post(() => streams.Remove(stream));
    }

    public Task SubscribeAsync(string topics) => SubscribeAsync(topics, DefaultScope, CancellationToken.None);

    public Task SubscribeAsync(string topics, CancellationToken cancellationToken) => SubscribeAsync(topics, DefaultScope, cancellationToken);

    public Task SubscribeAsync(string topics, string scope) => SubscribeAsync(topics, scope, CancellationToken.None);

    public Task SubscribeAsync(string topics, string scope, CancellationToken cancellationToken) =>
        SelectAsync(ServiceId.Subscribe, "Subscribing to", topics, scope, cancellationToken);

    public Task UnsubscribeAsync(string topics) => UnsubscribeAsync(topics, DefaultScope, CancellationToken.None);

    public Task UnsubscribeAsync(string topics, CancellationToken cancellationToken) => UnsubscribeAsync(topics, DefaultScope, cancellationToken);

    public Task UnsubscribeAsync(string topics, string scope) => UnsubscribeAsync(topics, scope, CancellationToken.None);

    public Task UnsubscribeAsync(string topics, string scope, CancellationToken cancellationToken) =>
        SelectAsync(ServiceId.Unsubscribe, "Unsubscribing from", topics, scope, cancellationToken);

    public Task UnsubscribeAllScopesAsync(string topics) => UnsubscribeAllScopesAsync(topics, CancellationToken.None);

    public Task UnsubscribeAllScopesAsync(string topics, CancellationToken cancellationToken)
    {
        UnsubscribeAllScopesRequest request = new(SelectorArgument.Parse(topics).Expression);
        return _channel.RequestAsync<UnsubscribeAllScopesRequest, EmptyMessage>(
            ServiceId.UnsubscribeAllScopes, request, new Operation("Unsubscribing from", topics), cancellationToken);
    }

    private Task<EmptyMessage> SelectAsync(ServiceId service, string verb, string topics, string scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        SelectionRequest request = new(SelectorArgument.Parse(topics).Expression, scope);
        return _channel.RequestAsync<SelectionRequest, EmptyMessage>(service, request, new Operation(verb, topics), cancellationToken);
    }

    private void Add(StreamRegistration registration)
    {
        if (Session.State.Closed)
        {
            throw new SessionClosedException("The stream cannot be added: the session is closed.");
        }

        Post(() => streams.Add(registration));
    }

    private void Post(Action callback)
    {
        if (!callbacks.TryPost(callback))
        {
            throw new InvalidOperationException(
                $"{CallbackSequence.Capacity} changes to streams wait already: a callback of the session blocks, and none may.");
        }
    }
}
