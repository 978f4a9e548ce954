using Messaging.DiffusionClient.Data;
using Messaging.DiffusionWire.Values;
using PushTechnology.ClientInterface.Client.Topics.Details;

namespace Messaging.DiffusionClient.Topics;

/// <summary>A topic that the session is subscribed to. Touched only in the session's callback sequence.</summary>
internal sealed class SubscribedTopic(int id, string path, Specification specification)
{
    private HeldValue? _spare;

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

    /// <summary>Holds a new value, and nothing of the one before.</summary>
    /// <param name="bytes">The bytes, in memory of their own.</param>
    public HeldValue SetValue(ReadOnlyMemory<byte> bytes)
    {
        HeldValue value = _spare ?? new HeldValue();
        _spare = null;
        value.Hold(bytes);
        Value = value;
        IsDeltaBaseLost = false;
        return value;
    }

    /// <summary>The value before is in nobody's hands any more: what held it can hold the next one.</summary>
    public void Reuse(HeldValue former)
    {
        former.Hold(default);
        _spare = former;
    }

    public void LoseDeltaBase() => IsDeltaBaseLost = true;
}
