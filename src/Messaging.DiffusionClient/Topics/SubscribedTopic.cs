using Messaging.DiffusionClient.Data;
using Messaging.DiffusionWire.Values;
using PushTechnology.ClientInterface.Client.Topics.Details;

namespace Messaging.DiffusionClient.Topics;

/// <summary>A topic that the session is subscribed to. Touched only in the session's callback sequence.</summary>
internal sealed class SubscribedTopic(int id, string path, Specification specification)
{
    /// <summary>The number that stands for the topic in value and delta frames (TOPIC-13).</summary>
    public int Id => id;

    public string Path => path;

    public Specification Specification => specification;

    public TopicTypeCode Type => specification.Wire.Type;

    /// <summary>Whether its value is an event (TOPIC-72).</summary>
    public bool IsTimeSeries => Type == TopicTypeCode.TimeSeries;

    /// <summary>What streams read: the topic's own type, or that of its events' values.</summary>
    public TopicTypeCode ValueType { get; } = specification.Wire.Type == TopicTypeCode.TimeSeries
        ? ValueTypes.TypeNamed(specification.Wire.Find(TopicSpecificationProperty.TimeSeriesEventValueType))
        : specification.Wire.Type;

    /// <summary>The streams that get its values. Replaced, never changed, so that a loop over it survives callbacks.</summary>
    public StreamRegistration[] Streams { get; set; } = [];

    /// <summary>Whether <see cref="Streams"/> are fallback streams.</summary>
    public bool ServedByFallback => Streams is [{ IsFallback: true }, ..];

    /// <summary>The last value; null before the first one.</summary>
    public HeldValue? Value { get; private set; }

    /// <summary>Whether a delta could not be applied: the next ones cannot be either, until a value comes.</summary>
    public bool IsDeltaBaseLost { get; private set; }

    public void SetValue(HeldValue value)
    {
        Value = value;
        IsDeltaBaseLost = false;
    }

    public void LoseDeltaBase() => IsDeltaBaseLost = true;
}
