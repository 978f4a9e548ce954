using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;

namespace Messaging.LocalServer.Topics;

/// <summary>What becomes of a topic's updates for a session that reads too slowly (TOPIC-90).</summary>
internal enum ConflationPolicy
{
    /// <summary>They all wait, in order.</summary>
    Off,

    /// <summary>While too much waits for the session, only the latest one does.</summary>
    Conflate,

    /// <summary>When too much waits for the session, its subscription to the topic ends.</summary>
    Unsubscribe,

    /// <summary>While anything waits for the session, only the latest one does.</summary>
    Always,
}

/// <summary>Reads the property of specifications.</summary>
internal static class ConflationPolicies
{
    private const string Key = "CONFLATION";

    /// <summary>The policy of a topic. A value that means nothing counts as not given.</summary>
    /// <exception cref="ServiceException">A time series would miss events by it.</exception>
    public static ConflationPolicy Of(TopicSpecification specification)
    {
        bool isTimeSeries = specification.Type == TopicTypeCode.TimeSeries;
        ConflationPolicy policy = specification.Find(Key)?.ToUpperInvariant() switch
        {
            "OFF" => ConflationPolicy.Off,
            "CONFLATE" => ConflationPolicy.Conflate,
            "UNSUBSCRIBE" => ConflationPolicy.Unsubscribe,
            "ALWAYS" => ConflationPolicy.Always,
            _ => isTimeSeries ? ConflationPolicy.Off : ConflationPolicy.Conflate,
        };
        return isTimeSeries && policy is ConflationPolicy.Conflate or ConflationPolicy.Always
            ? throw new ServiceException(
                ServiceErrorCode.TopicInvalidDetails,
                $"The property {Key} of a time series topic is 'off' or 'unsubscribe': it would miss events by '{specification.Find(Key)}'.")
            : policy;
    }
}
