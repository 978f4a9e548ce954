using Messaging.DiffusionWire.Services;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Topics;
using Messaging.LocalServer.Topics.TimeSeries;

namespace Messaging.LocalServer.Services;

/// <summary>Topics that requests are about (TOPIC-41, TOPIC-83).</summary>
internal static class RequestTopic
{
    /// <summary>Finds a topic.</summary>
    /// <exception cref="ServiceException">There is none.</exception>
    public static Topic Find(TopicTree topics, string path) => topics.Find(path) ?? throw Missing(path);

    /// <summary>Finds a time series.</summary>
    /// <exception cref="ServiceException">There is no topic, or it is no time series.</exception>
    public static TimeSeriesTopic FindTimeSeries(TopicTree topics, string path)
    {
        Topic topic = Find(topics, path);
        return topic as TimeSeriesTopic
            ?? throw new ServiceException(
                ServiceErrorCode.IncompatibleDatatype,
                $"The topic {topic.Path} has the type {topic.Specification.Type} and is no time series.");
    }

    /// <summary>Finds a time series for values of a data type.</summary>
    /// <exception cref="ServiceException">There is no topic, or it is no time series, or it is one of another type.</exception>
    public static TimeSeriesTopic FindTimeSeries(TopicTree topics, string path, string valueType)
    {
        TimeSeriesTopic topic = FindTimeSeries(topics, path);
        return topic.ValueTypeName == valueType
            ? topic
            : throw new ServiceException(
                ServiceErrorCode.IncompatibleDatatype,
                $"The time series {topic.Path} takes {topic.ValueTypeName} values and no '{valueType}' value.");
    }

    /// <summary>There is no topic at a path, or it was removed while the request was handled.</summary>
    public static ServiceException Missing(string path) =>
        new(ServiceErrorCode.NoSuchTopic, $"There is no topic at the path '{path}'.");
}
