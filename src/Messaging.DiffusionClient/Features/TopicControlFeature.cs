#nullable disable annotations
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionClient.Topics;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Topics;
using PushTechnology.ClientInterface.Client.Features.Control.Topics;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;

namespace Messaging.DiffusionClient.Features;

internal sealed class TopicControlFeature(ISession session, ServiceChannel channel) : ITopicControl
{
    public ISession Session => session;

    public ITopicSpecification NewSpecification(TopicType topicType) => new Specification(topicType);

    public Task<AddTopicResult> AddTopicAsync(string topicPath, TopicType topicType) =>
        AddTopicAsync(topicPath, topicType, CancellationToken.None);

    public Task<AddTopicResult> AddTopicAsync(string topicPath, TopicType topicType, CancellationToken cancellationToken) =>
        AddTopicAsync(topicPath, new Specification(topicType), cancellationToken);

    public Task<AddTopicResult> AddTopicAsync(string topicPath, ITopicSpecification specification) =>
        AddTopicAsync(topicPath, specification, CancellationToken.None);

    public Task<AddTopicResult> AddTopicAsync(string topicPath, ITopicSpecification specification, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(topicPath);
        return SendAsync(new AddTopicRequest(topicPath, Specification.ToWire(specification)), cancellationToken);
    }

    public Task<ITopicRemovalResult> RemoveTopicsAsync(string topics) => RemoveTopicsAsync(topics, CancellationToken.None);

    public Task<ITopicRemovalResult> RemoveTopicsAsync(string topics, CancellationToken cancellationToken) =>
        SendAsync(new RemoveTopicsRequest(SelectorArgument.Parse(topics).Expression), cancellationToken);

    private async Task<AddTopicResult> SendAsync(AddTopicRequest request, CancellationToken cancellationToken)
    {
        AddTopicResponse response = await channel.RequestAsync<AddTopicRequest, AddTopicResponse>(
            ServiceId.AddTopic, request, new Operation("Adding the topic", request.Path), cancellationToken).ConfigureAwait(false);
        return response.Created ? AddTopicResult.CREATED : AddTopicResult.EXISTS;
    }

    private async Task<ITopicRemovalResult> SendAsync(RemoveTopicsRequest request, CancellationToken cancellationToken)
    {
        RemoveTopicsResponse response = await channel.RequestAsync<RemoveTopicsRequest, RemoveTopicsResponse>(
            ServiceId.RemoveTopics, request, new Operation("Removing the topics", request.Selector), cancellationToken).ConfigureAwait(false);
        return new TopicRemovalResult(response.RemovedCount);
    }
}
