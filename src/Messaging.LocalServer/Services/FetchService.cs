using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Fetching;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Services;

/// <summary>Reads topics without a subscription (TOPIC-36).</summary>
internal sealed class FetchService(TopicTree topics, int maximumMessageSize) : Service<FetchRequest, FetchResponse>(ServiceId.Fetch)
{
    protected override FetchResponse Handle(FetchRequest request, RequestContext context) =>
        new TopicFetch(request, maximumMessageSize).Run(topics.Match(RequestText.ParseSelector(request.Selector)));
}
