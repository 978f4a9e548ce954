#nullable disable
namespace PushTechnology.ClientInterface.Client.Topics.Details;

/// <summary>The keys of <see cref="ITopicSpecification.Properties"/>. All values are text.</summary>
public static class TopicSpecificationProperty
{
    /// <summary><c>true</c>: the server sends whole values, never deltas.</summary>
    public static readonly string PublishValuesOnly = "PUBLISH_VALUES_ONLY";

    /// <summary><c>true</c>: the server refuses values that are malformed for the topic's type.</summary>
    public static readonly string ValidateValues = "VALIDATE_VALUES";

    /// <summary><c>true</c>: values still queued for a session are dropped when it unsubscribes.</summary>
    public static readonly string TidyOnUnsubscribe = "TIDY_ON_UNSUBSCRIBE";

    /// <summary>The schema of a RECORD_V2 topic.</summary>
    public static readonly string Schema = "SCHEMA";

    /// <summary><c>true</c>: the topic keeps no value, so a new subscriber gets none.</summary>
    public static readonly string DontRetainValue = "DONT_RETAIN_VALUE";

    /// <summary>What the events of a TIME_SERIES topic hold, such as <c>json</c>. Required for that type.</summary>
    public static readonly string TimeSeriesEventValueType = "TIME_SERIES_EVENT_VALUE_TYPE";

    /// <summary>Which events a TIME_SERIES topic keeps, such as <c>limit 100 last 10s</c>.</summary>
    public static readonly string TimeSeriesRetainedRange = "TIME_SERIES_RETAINED_RANGE";

    /// <summary>Which events a new subscriber of a TIME_SERIES topic gets, such as <c>limit 100</c>.</summary>
    public static readonly string TimeSeriesSubscriptionRange = "TIME_SERIES_SUBSCRIPTION_RANGE";

    /// <summary>When the server removes the topic by itself, such as <c>when this session closes</c>.</summary>
    public static readonly string Removal = "REMOVAL";

    /// <summary><c>false</c>: the topic is not stored on disk.</summary>
    public static readonly string Persistent = "PERSISTENT";

    /// <summary><c>off</c>, <c>low</c>, <c>medium</c> or <c>high</c>.</summary>
    public static readonly string Compression = "COMPRESSION";

    /// <summary>What happens to values that queue up for a slow session.</summary>
    public static readonly string Conflation = "CONFLATION";

    /// <summary>Which principal owns the topic.</summary>
    public static readonly string Owner = "OWNER";

    /// <summary>Which topics go first when much is to be sent.</summary>
    public static readonly string Priority = "PRIORITY";
}
