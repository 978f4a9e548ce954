using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;

namespace Messaging.LocalServer.Topics.TimeSeries;

/// <summary>What the specification of a time series topic says.</summary>
/// <param name="ValueType">The data type of the events' values.</param>
/// <param name="ValueTypeName">Its name on the wire.</param>
/// <param name="RetainedRange">Which events are kept; always with a limit.</param>
/// <param name="SubscriptionRange">Which events a new subscriber gets; null for none.</param>
/// <param name="SendsLatest">Whether a new subscriber gets the latest event in any case, as the base of deltas.</param>
internal sealed record TimeSeriesSettings(
    TopicTypeCode ValueType,
    string ValueTypeName,
    TimeSeriesRange RetainedRange,
    TimeSeriesRange? SubscriptionRange,
    bool SendsLatest)
{
    private const string ValueTypeKey = "TIME_SERIES_EVENT_VALUE_TYPE";
    private const string RetainedRangeKey = "TIME_SERIES_RETAINED_RANGE";
    private const string SubscriptionRangeKey = "TIME_SERIES_SUBSCRIPTION_RANGE";

    private static readonly TimeSeriesRange OnlyLatest = new(1, null);

    /// <summary>Reads a specification.</summary>
    /// <param name="specification">Of the type TIME_SERIES.</param>
    /// <param name="maximumRetainedEvents">A limit that counts for every topic.</param>
    /// <exception cref="ServiceException">A property is missing or means nothing; the message says which and why.</exception>
    public static TimeSeriesSettings Parse(TopicSpecification specification, int maximumRetainedEvents)
    {
        string name = specification.Find(ValueTypeKey)
            ?? throw Invalid($"A time series topic needs the property {ValueTypeKey}: one of {EventValueType.Names}.");
        TopicTypeCode valueType = EventValueType.Find(name)
            ?? throw Invalid($"The property {ValueTypeKey} is '{name}' and must be one of {EventValueType.Names}.");
        bool sendsLatest = !TopicTransfer.PublishesValuesOnly(specification);
        TimeSeriesRange retained = ParseRange(specification, RetainedRangeKey) ?? TimeSeriesRange.DefaultRetained;
        return new TimeSeriesSettings(
            valueType,
            name,
            retained with { Limit = Math.Min(retained.Limit ?? maximumRetainedEvents, maximumRetainedEvents) },
            ParseRange(specification, SubscriptionRangeKey) ?? (sendsLatest ? OnlyLatest : null),
            sendsLatest);
    }

    private static TimeSeriesRange? ParseRange(TopicSpecification specification, string key)
    {
        if (specification.Find(key) is not { } expression)
        {
            return null;
        }

        return TimeSeriesRange.TryParse(expression, out TimeSeriesRange range, out string? problem)
            ? range
            : throw Invalid($"The property {key} is not valid: {problem}");
    }

    private static ServiceException Invalid(string message) => new(ServiceErrorCode.TopicInvalidDetails, message);
}
