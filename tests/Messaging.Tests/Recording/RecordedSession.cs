using Messaging.Sessions;
using PushTechnology.ClientInterface.Client.Factories;

namespace Messaging.Tests.Recording;

/// <summary>Conceals the text of every message that is sent through a session.</summary>
internal sealed class RecordedSession(ITopicSession session) : ITopicSession
{
    public string Id => session.Id;

    public Task<MessagingException> Ended => session.Ended;

    public SessionLink Link => session.Link;

    public ISessionSecurity Security { get; } = new RecordedSecurity(session.Security);

    public ISessionAdministration Administration { get; } = new RecordedAdministration(session.Administration);

    public Task AddTopicAsync(string path, TopicDescription description, CancellationToken cancellationToken)
    {
        TestSecrets.DisclosePath(path);
        return session.AddTopicAsync(path, description, cancellationToken);
    }

    public Task<TopicDescription?> DescribeTopicAsync(string path, CancellationToken cancellationToken) =>
        session.DescribeTopicAsync(path, cancellationToken);

    public Task<bool> TrySetAsync(string path, byte[] cbor, CancellationToken cancellationToken)
    {
        TestSecrets.ConcealPayload(Diffusion.DataTypes.JSON.ReadValue(cbor).ToJSONString());
        return session.TrySetAsync(path, cbor, cancellationToken);
    }

    public Task<EventMetadata?> TryAppendAsync(string path, byte[] cbor, CancellationToken cancellationToken)
    {
        TestSecrets.ConcealPayload(Diffusion.DataTypes.JSON.ReadValue(cbor).ToJSONString());
        return session.TryAppendAsync(path, cbor, cancellationToken);
    }

    public Task<EventMetadata> EditJsonAsync(string path, long originalSequence, string json, CancellationToken cancellationToken)
    {
        TestSecrets.ConcealPayload(json);
        return session.EditJsonAsync(path, originalSequence, json, cancellationToken);
    }

    public Task<IReadOnlyList<TopicValue>> QueryAsync(string path, SeriesQuery query, CancellationToken cancellationToken) =>
        session.QueryAsync(path, query, cancellationToken);

    public void AddListener(string path, ITopicListener listener) => session.AddListener(path, listener);

    public void AddSeriesListener(string path, ITopicListener listener) => session.AddSeriesListener(path, listener);

    public void RemoveListener(ITopicListener listener) => session.RemoveListener(listener);

    public Task SubscribeAsync(string path, CancellationToken cancellationToken) => session.SubscribeAsync(path, cancellationToken);

    public Task UnsubscribeAsync(string path, CancellationToken cancellationToken) => session.UnsubscribeAsync(path, cancellationToken);

    public ValueTask DisposeAsync() => session.DisposeAsync();
}
