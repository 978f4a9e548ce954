using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Topics.TimeSeries;

namespace Messaging.LocalServer.Topics;

/// <summary>Makes the kind of topic that a specification asks for.</summary>
/// <param name="time">The clock of events.</param>
/// <param name="maximumRetainedEvents">The most events that a time series retains.</param>
internal sealed class TopicFactory(TimeProvider time, int maximumRetainedEvents)
{
    /// <exception cref="ServiceException">There is no such kind, or the specification lacks what its kind needs.</exception>
    public Topic Create(int id, string path, TopicSpecification specification) => specification.Type switch
    {
        TopicTypeCode.Binary or TopicTypeCode.Json or TopicTypeCode.String or TopicTypeCode.Int64 or TopicTypeCode.Double =>
            new ValueTopic(id, path, specification),
        TopicTypeCode.TimeSeries =>
            new TimeSeriesTopic(id, path, specification, TimeSeriesSettings.Parse(specification, maximumRetainedEvents), time),
        _ => throw new ServiceException(
            ServiceErrorCode.TopicInvalidDetails,
            $"This local server does not offer topics of the type {specification.Type}."),
    };
}
