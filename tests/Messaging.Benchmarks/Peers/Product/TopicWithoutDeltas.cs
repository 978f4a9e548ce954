using Messaging.Benchmarks.Peers.StandIn;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;

namespace Messaging.Benchmarks.Peers.Product;

/// <summary>A room's topic, of which the server sends whole values only.</summary>
internal static class TopicWithoutDeltas
{
    /// <summary>Adds it if it is not there.</summary>
    public static async Task AddAsync(Uri url, string path, RoomOptions options, CancellationToken cancellationToken)
    {
        ISession session = await StandInSession.OpenAsync(url, cancellationToken);
        Dictionary<string, string> properties = new() { ["PUBLISH_VALUES_ONLY"] = "true" };
        if (options.Kind == RoomKind.History)
        {
            properties["TIME_SERIES_EVENT_VALUE_TYPE"] = "json";
            properties["TIME_SERIES_RETAINED_RANGE"] = options.RetainedRange;
            properties["TIME_SERIES_SUBSCRIPTION_RANGE"] = options.SubscriptionRange;
        }

        ITopicSpecification specification = session.TopicControl
            .NewSpecification(options.Kind == RoomKind.History ? TopicType.TIME_SERIES : TopicType.JSON)
            .WithProperties(properties);
        await session.TopicControl.AddTopicAsync(path, specification, cancellationToken);
        session.Close();
    }
}
