using Messaging.DiffusionClient.Topics;
using Messaging.DiffusionWire.Services.Fetching;
using Messaging.DiffusionWire.Values;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;

namespace Messaging.DiffusionClient.Fetching;

internal sealed class TopicResult<TValue>(FetchedTopic topic, TValue value) : ITopicResult<TValue>
{
    public string Path => topic.Path;

    public TopicType Type => Specification.Type;

    public TValue Value => value;

    public ITopicSpecification Specification { get; } = new Specification(new TopicSpecification(topic.Type, topic.Properties));

    public int ValueSize => topic.Size.Value;

    public int ValueCount => topic.Size.Count;

    public long ValueTotalSize => topic.Size.Total;
}
