using PushTechnology.ClientInterface.Client.Features.Control.Topics;

namespace Messaging.DiffusionClient.Features;

internal sealed record TopicRemovalResult(int RemovedCount) : ITopicRemovalResult;
